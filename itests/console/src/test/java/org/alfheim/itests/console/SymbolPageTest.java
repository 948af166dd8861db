package org.alfheim.itests.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The page of a symbol, in a browser: functions are called and variables read and written. */
class SymbolPageTest {
  private static final String PLUGIN = "libused.so";

  @TempDir private static Path folder;

  private static Console console;
  private static Browser browser;

  @BeforeAll
  static void openPlugins() throws Exception {
    Path used =
        Fixtures.compile(
            folder,
            PLUGIN,
            """
            #include <string.h>
            int calls;
            const int fixed = 3;
            __thread long mine = 9;
            int count(void) { return ++calls; }
            const char *echo(const char *text) { return text; }
            int fill(char *to, int size, long *sum) {
              memset(to, 'x', size);
              to[size - 1] = 0;
              *sum += size;
              return size;
            }
            """);
    console = Console.start("--console");
    console.ask("plugin:open " + used);
    browser = new Browser(folder, Path.of("target", "screenshots"));
    browser.open(console.withPassword(""));
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
    if (console != null) {
      console.close();
    }
  }

  /** Goes to a symbol's page as a person does: by a search. */
  private static void show(String plugin, String symbol) {
    browser.open(console.page("/symbols?search=" + symbol).toString());
    WebElement row =
        browser.all("table.symbols tbody tr").stream()
            .filter(each -> each.findElement(By.tagName("th")).getText().equals(symbol))
            .filter(each -> each.getText().endsWith(plugin))
            .findFirst()
            .orElseThrow();
    browser.follow(row.findElement(By.cssSelector("th a")));
    assertThat(browser.one("h2").getText()).isEqualTo(symbol);
  }

  private static void fill(String field, String text) {
    WebElement element = browser.one(".use [name=" + field + "]");
    element.clear();
    element.sendKeys(text);
  }

  private static String filled(String field) {
    return browser.one(".use [name=" + field + "]").getDomProperty("value");
  }

  private static void press(String button) {
    browser.follow(browser.one(".use button[value=" + button + "]"));
  }

  private static void call(String prototype, String arguments) {
    fill("declaration", prototype);
    fill("arguments", arguments);
    press("call");
  }

  @Test
  void aVariableIsWrittenAndAFunctionCalledThatPrintsIt() throws IOException {
    show("hello", "V");
    assertThat(filled("declaration")).isEqualTo("int V");
    press("read");
    assertThat(filled("value")).isEqualTo("0");
    fill("value", "seven");
    press("write");
    assertThat(browser.one(".failure").getText()).contains("'seven'");
    assertThat(filled("value")).isEqualTo("seven");
    fill("value", "7");
    press("write");
    assertThat(browser.one(".answer .value").getText()).isEqualTo("7");
    assertThat(console.ask("plugin:get hello 'int V'")).isEqualTo("7");

    show("hello", "F");
    call("void F(void)", "");
    assertThat(browser.one(".answer").getText()).contains("has returned");
    assertThat(console.ask("echo")).startsWith("Hello, number 7");
  }

  @Test
  void aVariableIsReadByWhatItsSizeSuggests() throws IOException {
    show(PLUGIN, "mine");
    assertThat(filled("declaration")).isEqualTo("long mine");
    press("read");
    assertThat(browser.one(".answer .value").getText()).isEqualTo("9");
    browser.screenshot("variable");
  }

  @Test
  void whatACallLeavesInBuffersIsShown() throws IOException {
    show(PLUGIN, "fill");
    call("int fill(char *to, int size, long *)", "@out:6\n6\n&10");
    assertThat(browser.one(".answer .value").getText()).isEqualTo("6");
    assertThat(browser.texts(".answer .facts dt")).containsExactly("Argument 1 (to)", "Argument 3");
    assertThat(browser.texts(".answer .facts dd")).containsExactly("xxxxx", "16");
    // To be called again, with something else perhaps.
    assertThat(filled("declaration")).isEqualTo("int fill(char *to, int size, long *)");
    assertThat(filled("arguments")).isEqualTo("@out:6\n6\n&10");
    browser.screenshot("call");
  }

  @Test
  void aPageThatIsLoadedAgainCallsNothing() throws IOException {
    show(PLUGIN, "count");
    call("int count(void)", "");
    String calls = browser.one(".answer .value").getText();
    browser.open(console.page("").toString());
    browser.script("history.back()");
    browser.open(browser.script("return location.href").toString());
    assertThat(console.ask("plugin:get " + PLUGIN + " 'int calls'")).isEqualTo(calls);
  }

  @Test
  void anArgumentIsPassedAsItWasTyped() throws IOException {
    show(PLUGIN, "echo");
    String text = "\u00e9 <b> ${appRoot} \" ' &amp; " + Fixtures.SCRIPT;
    call("const char *echo(const char *)", text);
    assertThat(browser.one(".answer .value").getText()).isEqualTo(text);
    assertThat(browser.script("return typeof window.hacked")).isEqualTo("undefined");

    // What can't be seen is shown in the answer, and stays in the field.
    browser.script(
        "document.querySelector('.use [name=arguments]').value = 'tabulator\\tand \\u202e turn'");
    press("call");
    assertThat(browser.one(".answer .value").getText()).isEqualTo("tabulator\\x09and \\u202e turn");
    assertThat(filled("arguments")).isEqualTo("tabulator\tand \u202e turn");
  }

  @Test
  void anEmptyLineIsAnEmptyText() {
    show(PLUGIN, "echo");
    call("const char *echo(const char *)", "\n");
    assertThat(browser.one(".answer .value").getDomProperty("textContent")).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefusedInAPlaceToBeSeen() throws IOException {
    show(PLUGIN, "count");
    call("int count(void", "");
    assertThat(browser.one(".failure").getText()).contains("'int count(void', column");
    assertThat(filled("declaration")).isEqualTo("int count(void");
    call("int count(void)", "1");
    assertThat(browser.one(".failure").getText()).contains("count takes 0 arguments, 1 was given");
    call("int calls(void)", "");
    assertThat(browser.one(".failure").getText()).contains("of another function than count");

    show(PLUGIN, "fixed");
    press("read");
    fill("value", "4");
    press("write");
    assertThat(browser.one(".failure").getText()).contains("not writable");
    fill("declaration", "long fixed");
    press("read");
    assertThat(browser.one(".failure").getText()).contains("fixed", "4 bytes");
    browser.screenshot("refused");
  }

  @Test
  void theAnswerToOneSymbolIsNotShownOnAnother() {
    show(PLUGIN, "count");
    call("int count(void)", "");
    String address = browser.script("return location.href").toString();
    browser.open(address.replace("name=count", "name=echo"));
    assertThat(browser.one("h2").getText()).isEqualTo("echo");
    assertThat(browser.all(".answer")).isEmpty();
    browser.open(address.replaceAll("answer=.*", "answer=nothing"));
    assertThat(browser.all(".answer, .failure")).isEmpty();
  }

  @Test
  void everyControlHasAName() {
    for (String symbol : List.of("count", "fixed")) {
      show(PLUGIN, symbol);
      browser.all(".use button[value=read]").forEach(browser::follow);
      for (WebElement control :
          browser.all(".use input:not([type=hidden]), .use textarea, .use button")) {
        assertThat(control.getAccessibleName()).isNotBlank();
      }
    }
  }

  @Test
  void nothingIsComplainedOf() {
    browser.complaints();
    show(PLUGIN, "count");
    call("int count(void)", "");
    assertThat(browser.complaints().stream().filter(line -> !line.contains("jquery"))).isEmpty();
  }

  /** The browser knows the password, and adds it to whatever form is sent to the console. */
  @Test
  void aPageOfAnotherSiteCanNotUseASymbol() throws Exception {
    String calls = "plugin:get " + PLUGIN + " 'int calls'";
    String before = console.ask(calls);
    String page =
        """
        <!doctype html>
        <form method="post" action="%s">
          <input name="plugin" value="%s"><input name="prototype" value="int count(void)">
          <button>Free prizes</button>
        </form>
        """
            .formatted(console.page("/call.json"), PLUGIN);
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(page.getBytes(UTF_8));
          exchange.close();
        });
    other.start();
    try {
      // Another port is another origin and the same site; another name is another site, too.
      for (String host : List.of("127.0.0.1", "localhost")) {
        browser.open("http://" + host + ":" + other.getAddress().getPort() + "/");
        browser.follow(browser.one("button"));
        assertThat(browser.one("body").getText()).contains("a page of another site has sent this");
      }
    } finally {
      other.stop(0);
    }
    assertThat(console.ask(calls)).isEqualTo(before);
  }

  @Test
  void aSymbolOfABundleThatIsStoppedIsShownAndNotUsed() throws Exception {
    Path file = Fixtures.compile(folder, "libidle.so", "int idle(void) { return 1; }");
    console.ask("start elf:file:" + file);
    show("libidle.so", "idle");
    String address = browser.script("return location.href").toString();
    console.ask("stop elf:file:" + file);
    call("int idle(void)", "");
    assertThat(browser.one(".nothing").getText()).contains("No active bundle serves this plugin");
    browser.open(address);
    assertThat(browser.all("form")).isEmpty();
    assertThat(browser.one(".note").getText()).contains("No active bundle serves its plugin");
    console.ask("uninstall elf:file:" + file);
  }
}
