package org.alfheim.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alfheim.gohost.GoInstallation;
import org.alfheim.gohost.HostBuild;
import org.alfheim.wrap.GoHostBundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** A Go plugin in the console: used over HTTP and in a browser, and shown with its host. */
@Timeout(600)
class GoConsoleTest {
  private static final String CALL = "/call.json";
  private static final String VARIABLE = "/variable.json";
  private static final String PLUGIN = "values.so";
  private static final int FAILED = 422;

  @TempDir private static Path folder;

  private static GoInstallation go;
  private static Console console;

  @BeforeAll
  static void openPlugin() throws Exception {
    go = GoInstallation.all(Map.of()).getFirst();
    Path plugin = folder.resolve(PLUGIN);
    Fixtures.run(
        List.of(
            "../../native-bridge/src/test/go/build.sh",
            go.go().getParent().getParent().toString(),
            "plugin",
            "values",
            plugin.toString()));
    Path host = folder.resolve("host.jar");
    try (OutputStream out = Files.newOutputStream(host)) {
      GoHostBundle.of(new HostBuild(go, List.of(), false, false).image(), go.version())
          .writeTo(out);
    }
    console = Console.start("--console");
    console.ask("install file:" + host);
    console.ask("plugin:open " + plugin);
  }

  @AfterAll
  static void end() {
    if (console != null) {
      console.close();
    }
  }

  private static HttpResponse<String> call(String function, String... arguments) throws Exception {
    List<String> form = new ArrayList<>(List.of("plugin", PLUGIN, "prototype", function));
    for (String argument : arguments) {
      form.addAll(List.of("argument", argument));
    }
    return console.post(CALL, form);
  }

  private static Object value(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.std.mapFrom(answer.body()).get("value");
  }

  private static String error(HttpResponse<String> answer, int status) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.std.mapFrom(answer.body()).get("error").toString();
  }

  /** An image that has a state, and a text in its location. */
  private static Map<?, ?> image(String state, String text) throws Exception {
    return images().stream()
        .filter(image -> image.get("state").equals(state))
        .filter(image -> image.get("location").toString().contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + text + " that is " + state));
  }

  private static List<Map<?, ?>> images() throws Exception {
    List<Map<?, ?>> images = new ArrayList<>();
    for (Object image : (List<?>) console.json("/plugins.json").get("images")) {
      images.add((Map<?, ?>) image);
    }
    return images;
  }

  @Test
  void aFunctionOfGoIsCalledByItsName() throws Exception {
    assertThat(value(call("Add", "3", "4"))).isEqualTo("7");
    assertThat(value(call("Upper", "h\u00e9llo"))).isEqualTo("H\u00c9LLO");
    assertThat(value(call("Div", "7", "2"))).isEqualTo("3");
  }

  @Test
  void aVariableOfGoIsWrittenAndRead() throws Exception {
    assertThat(
            value(
                console.post(
                    VARIABLE, List.of("plugin", PLUGIN, "declaration", "Int", "value", "7"))))
        .isEqualTo("7");
    assertThat(value(console.get(VARIABLE + "?plugin=" + PLUGIN + "&declaration=Int")))
        .isEqualTo("7");
    assertThat(console.ask("plugin:get values.so Int")).isEqualTo("7");
  }

  @Test
  void anErrorAndAPanicOfGoAreFailuresAndWhatDoesNotFitIsABadRequest() throws Exception {
    assertThat(error(call("Div", "1", "0"), FAILED))
        .isEqualTo("Div gave an error, *errors.errorString: division by zero");
    assertThat(error(call("Panics", "enough"), FAILED)).contains("enough");
    assertThat(error(call("Add", "1", "x"), 400)).contains("'x' is no int64");
    assertThat(error(call("Nothing"), 404)).contains("Nothing");
    assertThat(value(call("Add", "3", "4"))).isEqualTo("7");
  }

  @Test
  void theHostIsListedWithItsBundleItsGoAndWhatRunsOnIt() throws Exception {
    Map<?, ?> plugin = image("active", PLUGIN);
    Map<?, ?> host = image("host", "org.alfheim.go.host-");
    assertThat(host.get("name")).isEqualTo("host.so");
    assertThat(host.get("go")).isEqualTo(go.version());
    assertThat(host.get("plugins")).isEqualTo(List.of(plugin.get("location")));
    assertThat(((Map<?, ?>) host.get("bundle")).get("symbolicName"))
        .isEqualTo("org.alfheim.go.host");
    assertThat(console.ask("plugin:list"))
        .containsPattern(PLUGIN + " .* " + go.version() + ", org.alfheim.go.host \\[");
    assertThat(console.json("/dependencies.json").get("edges").toString())
        .contains("name=" + go.version());
  }

  @Test
  void theFormOfAFunctionOfGoAsksForNoPrototype() throws Exception {
    try (Browser browser = new Browser(folder, Path.of("target", "screenshots"))) {
      browser.open(console.withPassword(""));
      browser.open(console.page("/symbols?search=Add").toString());
      browser.follow(
          browser.all("table.symbols tbody tr th a").stream()
              .filter(link -> link.getText().equals("Add"))
              .findFirst()
              .orElseThrow());
      browser.one(".use [name=arguments]").sendKeys("3\n4");
      browser.follow(browser.one(".use button[value=call]"));
      assertThat(browser.one(".answer .value").getText()).isEqualTo("7");

      browser.open(console.page("").toString());
      browser.follow(
          browser.all("table.list tbody tr").stream()
              .filter(row -> row.getText().contains("host.so host "))
              .findFirst()
              .orElseThrow()
              .findElement(By.cssSelector("th a")));
      assertThat(browser.texts(".facts dd")).contains(go.version(), PLUGIN);
      browser.screenshot("go-host");
    }
  }

  /** A runtime never ends: its memory is gone until the process ends. */
  @Test
  void aHostWhosePluginsAreRetiredIsRetired() throws Exception {
    Path gone = Files.copy(folder.resolve(PLUGIN), folder.resolve("gone.so"));
    console.ask("plugin:open " + gone);
    Object location = image("active", "gone.so").get("location");
    console.ask("uninstall elf:file:" + gone);

    assertThat(images())
        .filteredOn(image -> image.containsKey("plugins"))
        .filteredOn(image -> image.get("plugins").equals(List.of(location)))
        .singleElement()
        .satisfies(host -> assertThat(host.get("state")).isEqualTo("retired"));
    assertThat(console.ask("plugin:retired")).contains("host.so");
    assertThat(image("host", "org.alfheim.go.host-")).isNotNull();
  }
}
