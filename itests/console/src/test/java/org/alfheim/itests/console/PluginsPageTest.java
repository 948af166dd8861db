package org.alfheim.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of native plugins, in a browser. */
class PluginsPageTest {
  private static final int MANY = 20_000;

  @TempDir private static Path folder;

  private static Console console;
  private static Browser browser;

  @BeforeAll
  static void openPlugins() throws Exception {
    Path hostile = Fixtures.hostile(folder);
    Path many = Fixtures.many(folder, MANY);
    Path base =
        Fixtures.compile(
            folder, "libbase.so.2.1", "int base(void) { return 1; }", "-Wl,-soname,libbase.so.2");
    Path top =
        Fixtures.compile(
            folder,
            "libtop.so.1",
            "int base(void); int top(void) { return base(); }",
            "-Wl,-soname,libtop.so.1",
            base.toString());
    Path broken =
        Fixtures.compile(
            folder, "libbroken.so", "int nowhere(void); int f(void) { return nowhere(); }");
    console = Console.start("--console");
    for (Path file : List.of(hostile, many, base, top)) {
      console.ask("plugin:open " + file);
    }
    console.ask("start " + broken);
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

  @BeforeEach
  void showPage() {
    browser.open(console.page("").toString());
  }

  @Test
  void showsThePluginsThatAreOpen() throws IOException {
    assertThat(browser.texts("table.list tbody th"))
        .contains(
            "hello", "zlib", "libhostile.so", "libmany.so.1", "libbase.so.2.1", "libtop.so.1");
    WebElement hello =
        browser.all("table.list tbody tr").stream()
            .filter(row -> row.getText().startsWith("hello"))
            .findFirst()
            .orElseThrow();
    assertThat(hello.getText())
        .contains("hello", "active", "org.alfheim.plugins.hello", "libc.so.6");
    assertThat(browser.texts(".figures div").getFirst()).contains("6", "active plugins");
    browser.screenshot("plugins");
  }

  @Test
  void isReachedFromTheMenuOfTheWebConsole() {
    browser.open(console.page("/../bundles").toString());
    WebElement entry = browser.one("#navmenu a[href$='/alfheim']");
    assertThat(entry.getDomProperty("textContent")).isEqualTo("Native Plugins");
    browser.open(entry.getDomProperty("href"));
    assertThat(browser.one(".alfheim .tabs a[aria-current]").getText()).isEqualTo("Plugins");
  }

  @Test
  void showsAnImageWithItsMemoryAndServices() throws IOException {
    browser.follow(browser.link("libhostile.so"));

    assertThat(browser.one("h2").getText()).contains("libhostile.so", "active");
    assertThat(browser.texts(".facts dd")).contains("3", "nothing");
    assertThat(browser.texts("table.list caption"))
        .contains("Segments of the image", "What the kernel has mapped", "Services");
    assertThat(browser.texts("table.list td")).contains("r-x: code", "rw-: data", "r-xp");
    // Nothing is writable and executable.
    assertThat(browser.texts("table.list td")).noneMatch(text -> text.startsWith("rwx"));
    assertThat(browser.all("svg.strip rect.code")).hasSize(1);
    browser.screenshot("image");
  }

  @Test
  void turnsThePagesOfManySymbols() throws IOException {
    browser.follow(browser.link("libmany.so.1"));
    browser.follow(browser.one(".more a"));
    assertThat(browser.one(".found").getText()).isEqualTo("1 to 100 of 20,000");
    assertThat(browser.texts("table.symbols tbody th")).hasSize(100).startsWith("function_00000");

    browser.follow(browser.link("Next"));
    assertThat(browser.texts("table.symbols tbody th")).startsWith("function_00100");
    browser.follow(browser.link("Last"));
    assertThat(browser.texts("table.symbols tbody th")).hasSize(100).endsWith("function_19999");
    assertThat(browser.one(".pages").getText()).contains("page 200 of 200");
    browser.screenshot("symbols");
  }

  @Test
  void findsSymbolsOfAllPluginsByAPartOfTheirNames() {
    browser.follow(browser.link("Symbols"));
    search("FUNCTION_0123");
    assertThat(browser.texts("table.symbols tbody th"))
        .hasSize(10)
        .startsWith("function_01230")
        .endsWith("function_01239");

    WebElement field = browser.one("input[name=search]");
    assertThat(field.getDomProperty("value")).isEqualTo("FUNCTION_0123");
    search("*CRC32");
    assertThat(browser.texts("table.symbols tbody tr"))
        .singleElement()
        .asString()
        .contains("crc32", "zlib");

    search("no such thing");
    assertThat(browser.one(".found").getText()).isEqualTo("No symbol of such a name.");
  }

  private static void search(String text) {
    WebElement field = browser.one("input[name=search]");
    field.clear();
    field.sendKeys(text);
    browser.follow(browser.one(".alfheim button"));
  }

  @Test
  void aHostileNameIsText() throws Exception {
    browser.follow(browser.link("libhostile.so"));
    browser.follow(browser.one(".more a"));

    assertThat(browser.texts("table.symbols tbody th"))
        .containsExactlyInAnyOrder(Fixtures.SCRIPT, Fixtures.ATTRIBUTE, "a\\u202egpj.exe");
    browser.all("table.symbols tbody td").forEach(WebElement::click);
    assertThat(browser.script("return typeof window.hacked")).isEqualTo("undefined");
    for (String name : List.of(Fixtures.SCRIPT, Fixtures.ATTRIBUTE, "a\\u202egpj.exe")) {
      browser.follow(browser.link(name));
      assertThat(browser.one("h2").getText()).isEqualTo(name);
      assertThat(browser.script("return typeof window.hacked")).isEqualTo("undefined");
      browser.script("history.back()");
      Console.await("the list", () -> !browser.all("table.symbols").isEmpty());
    }
    // In what the page writes there is no script and no style at all, its own or another's.
    String written =
        console
            .get("/symbols?search=hacked")
            .body()
            .replaceFirst("(?s).*<div class=\"alfheim\">", "");
    assertThat(written)
        .contains("&lt;script&gt;window.hacked=1", "&#36;{appRoot}&quot; onmouseover=&quot;")
        .doesNotContain("<script", "style=", "onmouseover=\"");

    search("\"><script>window.hacked=3</script>");
    assertThat(browser.script("return typeof window.hacked")).isEqualTo("undefined");
    assertThat(browser.one("input[name=search]").getDomProperty("value"))
        .isEqualTo("\"><script>window.hacked=3</script>");
    browser.screenshot("hostile");
  }

  @Test
  void drawsWhoNeedsWhom() throws IOException {
    browser.follow(browser.link("Dependencies"));

    assertThat(browser.texts("svg.graph .node .label"))
        .contains("hello", "libtop.so.1", "libbase.so.2.1", "libc.so.6", "libz.so.1");
    assertThat(
            browser.script(
                "return [...document.querySelectorAll('svg.graph .edge title')].map(t => t.textContent)"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains(
            "libtop.so.1 needs libbase.so.2.1 (libbase.so.2)", "zlib needs libz.so.1 (libz.so.1)");
    // The same for those who do not see the picture.
    browser.one("summary").click();
    assertThat(browser.texts("details table tbody tr"))
        .contains("libtop.so.1 libbase.so.2.1 libbase.so.2");
    browser.screenshot("dependencies");

    browser.follow(browser.all("svg.graph a").getFirst());
    assertThat(browser.path()).endsWith("/alfheim/image");
  }

  /** No line is drawn through a node that it does not concern. */
  @Test
  @SuppressWarnings("unchecked")
  void noLineCrossesANode() {
    browser.follow(browser.link("Dependencies"));

    assertThat(
            (List<Object>)
                browser.script(
                    """
                    const nodes = [...document.querySelectorAll('svg.graph .node')].map(n => {
                      const [x, y] = n.getAttribute('transform').match(/\\d+/g).map(Number);
                      return {x, y, label: n.querySelector('.label').textContent};
                    });
                    const crossed = [];
                    for (const path of document.querySelectorAll('svg.graph .edge path:not(.tip)')) {
                      const length = path.getTotalLength();
                      for (let at = 2; at < length - 2; at += 2) {
                        const p = path.getPointAtLength(at);
                        for (const n of nodes) {
                          if (p.x > n.x && p.x < n.x + 212 && p.y > n.y && p.y < n.y + 48) {
                            crossed.push(n.label);
                          }
                        }
                      }
                    }
                    return crossed;
                    """))
        .isEmpty();
  }

  @Test
  void tellsWhyABundleDidNotStart() throws IOException {
    browser.follow(browser.link("Failures"));

    assertThat(browser.one(".failure h3").getText()).startsWith("libbroken");
    assertThat(browser.one(".failure .reason").getText())
        .contains("libbroken.so: undefined symbol nowhere");
    assertThat(browser.texts(".failure .causes code")).startsWith("UnresolvedException");
    browser.one(".failure summary").click();
    assertThat(browser.one(".failure pre").getText()).contains("org.alfheim.plugin");
    browser.screenshot("failures");
  }

  @Test
  void listsAnImageThatIsRetired() throws Exception {
    Path file = Fixtures.compile(folder, "libchanging.so", "int before(void) { return 1; }");
    console.ask("start elf:file:" + file);
    Fixtures.compile(folder, "libchanging.so", "int after(void) { return 2; }");
    console.ask("update elf:file:" + file);

    browser.follow(browser.link("Memory"));
    List<String> rows = browser.texts("table.list tbody tr");
    assertThat(rows.stream().filter(row -> row.startsWith("libchanging.so")))
        .hasSize(2)
        .anyMatch(row -> row.contains("active"))
        .anyMatch(row -> row.contains("retired"));
    browser.screenshot("memory");
    console.ask("uninstall elf:file:" + file);
  }

  @Test
  void isDarkOnADarkScreenAndReadableOnBoth() throws IOException {
    String brightness =
        """
        const parts = getComputedStyle(document.querySelector('.alfheim')).%s.match(/\\d+/g);
        return (Number(parts[0]) + Number(parts[1]) + Number(parts[2])) / 3;
        """;
    assertThat(number(brightness.formatted("backgroundColor"))).isGreaterThan(230);
    assertThat(number(brightness.formatted("color"))).isLessThan(80);
    browser.prefer("dark");
    try {
      assertThat(number(brightness.formatted("backgroundColor"))).isLessThan(60);
      assertThat(number(brightness.formatted("color"))).isGreaterThan(200);
      browser.screenshot("dark");
    } finally {
      browser.prefer("light");
    }
  }

  private static double number(String script) {
    return ((Number) browser.script(script)).doubleValue();
  }

  @Test
  void nothingComesFromElsewhereAndNothingIsComplainedOf() {
    browser.complaints();
    for (String view : List.of("", "/symbols", "/dependencies", "/memory", "/failures")) {
      browser.open(console.page(view).toString());
      @SuppressWarnings("unchecked")
      List<String> resources =
          (List<String>)
              browser.script("return performance.getEntriesByType('resource').map(r => r.name)");
      String origin = console.page("").toString().replaceFirst("(//[^/]+)/.*", "$1/");
      assertThat(resources).isNotEmpty().allMatch(name -> name.startsWith(origin));
      assertThat(browser.all("link[href$='/res/page.css']")).hasSize(1);
      assertThat(browser.complaints().stream().filter(line -> !line.contains("jquery"))).isEmpty();
    }
  }

  @Test
  void canBeUsedWithoutAMouse() throws InterruptedException {
    WebElement tab = browser.link("Memory");
    tab.sendKeys(Keys.ENTER);
    Console.await("the tab's page", () -> browser.path().endsWith("/alfheim/memory"));
    // Every control has a name, and headings of tables say of what they are.
    browser.link("Symbols").sendKeys(Keys.ENTER);
    Console.await("the form", () -> !browser.all(".alfheim input").isEmpty());
    for (WebElement control : browser.all(".alfheim input, .alfheim select, .alfheim button")) {
      assertThat(control.getAccessibleName()).isNotBlank();
    }
    assertThat(browser.all(".alfheim th:not([scope])")).isEmpty();
    assertThat(browser.all(".alfheim table:not(:has(caption))")).isEmpty();
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    assertThat(console.get("/image?location=nowhere").statusCode()).isEqualTo(404);
    assertThat(console.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(console.get("/nothing.json").statusCode()).isEqualTo(404);
    browser.open(console.page("/image?location=nowhere").toString());
    assertThat(browser.one(".nothing").getText()).contains("no such image");
  }

  @Test
  void theSameFactsAreJson() throws Exception {
    Map<String, Object> plugins = console.json("/plugins.json");
    assertThat(plugins.get("images"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .anySatisfy(image ->
            assertThat(image.toString())
                .contains("name=libmany.so.1,", "state=active,", "soname=libmany.so.1,")
                .contains("symbols=" + MANY + ","));
    assertThat(plugins.get("failures"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .anySatisfy(failure ->
            assertThat(failure.get("message").toString()).contains("undefined symbol nowhere"));

    Map<String, Object> symbols = console.json("/symbols.json?search=function_*&offset=5&limit=2");
    assertThat(symbols).containsEntry("total", MANY).containsEntry("offset", 5);
    assertThat(symbols.get("symbols"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .extracting(symbol -> symbol.get("name"))
        .containsExactly("function_00005", "function_00006");

    assertThat(console.json("/symbols.json?search=hacked").get("symbols").toString())
        .contains(Fixtures.SCRIPT);
    assertThat(console.json("/dependencies.json").get("edges").toString()).contains("libbase.so.2");
  }

  @Test
  void thePageOfAReportHasThePluginsToo() throws Exception {
    assertThat(console.get("/../status-native-plugins.txt").body())
        .contains("libhostile.so (active)", "failed ");
  }
}
