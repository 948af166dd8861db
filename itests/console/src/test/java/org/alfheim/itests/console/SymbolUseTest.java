package org.alfheim.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The use of symbols over HTTP, as a program does it. */
class SymbolUseTest {
  private static final String CALL = "/call.json";
  private static final String VARIABLE = "/variable.json";

  @TempDir private static Path folder;

  private static Console console;

  @BeforeAll
  static void openPlugins() throws Exception {
    Path used =
        Fixtures.compile(
            folder,
            "libused.so.1.2",
            """
            int calls;
            const int fixed = 3;
            int count(void) { return ++calls; }
            const char *echo(const char *text) { return text; }
            const char *lost(void) { return (const char *) 7; }
            long seven = 7;
            int sum(int n, ...) { return n; }
            int split(int n, int *half, int *rest) { *half = n / 2; *rest = n % 2; return 0; }
            """,
            "-Wl,-soname,libused.so.1");
    console = Console.start("--console");
    console.ask("plugin:open " + used);
  }

  @AfterAll
  static void end() {
    if (console != null) {
      console.close();
    }
  }

  private static Map<String, Object> json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(
            type -> assertThat(type).isEqualToIgnoringCase("application/json;charset=utf-8"));
    return JSON.std.mapFrom(answer.body());
  }

  private static Object error(HttpResponse<String> answer, int status) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return json(answer).get("error");
  }

  @Test
  void aFunctionIsCalled() throws Exception {
    HttpResponse<String> answer =
        console.post(
            CALL,
            List.of(
                "plugin", "libused.so.1.2",
                "prototype", "int split(int n, int *half, int *)",
                "argument", "7",
                "argument", "&0",
                "argument", "&0"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer))
        .isEqualTo(
            Map.of(
                "value",
                "0",
                "outs",
                List.of(
                    Map.of("position", 2, "name", "half", "value", "3"),
                    Map.of("position", 3, "value", "1"))));
  }

  @Test
  void aVariableIsWrittenAndReadAndWhatAFunctionPrintsGoesToTheStandardOutput() throws Exception {
    assertThat(
            json(
                console.post(
                    VARIABLE, List.of("plugin", "hello", "declaration", "int V", "value", "0x2a"))))
        .containsEntry("value", "42");
    assertThat(json(console.get(VARIABLE + "?plugin=hello&declaration=int+V")))
        .containsEntry("value", "42");
    assertThat(json(console.post(CALL, List.of("plugin", "hello", "prototype", "void F(void)"))))
        .isEqualTo(Map.of("outs", List.of()));
    assertThat(console.ask("echo")).startsWith("Hello, number 42");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u00e9\u4e16\ud83e\udd84",
        "\t\\ \"quoted\" \u202e",
        "${appRoot}",
        "</script>"
      })
  void aTextComesBackAsItWent(String text) throws Exception {
    assertThat(
            json(
                console.post(
                    CALL,
                    List.of(
                        "plugin", "libused.so.1.2",
                        "prototype", "const char *echo(const char *)",
                        "argument", "@text:" + text))))
        .containsEntry("value", text);
  }

  @Test
  void aPluginIsMeantByAnyOfItsNames() throws Exception {
    String location = locationOf("libused.so.1");
    for (String name : List.of("libused.so.1.2", "libused.so.1", location)) {
      assertThat(
              json(
                  console.get(VARIABLE + "?declaration=int+fixed&plugin=" + Console.encoded(name))))
          .containsEntry("value", "3");
    }
    assertThat(json(console.get(VARIABLE + "?declaration=int+V&plugin=org.alfheim.plugins.hello")))
        .containsKey("value");
  }

  @Test
  void aNameOfSeveralPluginsIsRefused() throws Exception {
    for (String name : List.of("twin1", "twin2")) {
      Path twin =
          Fixtures.compile(
              folder,
              "lib" + name + ".so",
              "int which(void) { return 1; }",
              "-Wl,-soname,libtwin.so");
      console.ask("plugin:open 'elf:file:%s?name=%s'".formatted(twin, name));
    }
    assertThat(
            error(
                console.post(CALL, List.of("plugin", "libtwin.so", "prototype", "int which(void)")),
                409))
        .asString()
        .contains("libtwin1.so", "libtwin2.so", "location");
  }

  /** As in the shell. */
  @Test
  void aPluginsOwnNameComesBeforeTheSonameOfAnotherAndTheBundleSaysWhich() throws Exception {
    Path bySoname =
        Fixtures.compile(
            folder, "libbysoname.so", "int rank(void) { return 1; }", "-Wl,-soname,libranked.so");
    Path byName = Fixtures.compile(folder, "libbyname.so", "int rank(void) { return 2; }");
    console.ask("plugin:open 'elf:file:%s?name=ranked1'".formatted(bySoname));
    console.ask("plugin:open 'elf:file:%s?name=libranked.so'".formatted(byName));

    for (String word : List.of("libranked.so", bundleOf("libbyname.so") + "/libranked.so")) {
      assertThat(rank(word)).as(word).isEqualTo("2");
      assertThat(console.ask("plugin:call %s 'int rank(void)'".formatted(word))).contains("2");
    }
    assertThat(rank(bundleOf("libbysoname.so") + "/libranked.so")).isEqualTo("1");
  }

  private static Object rank(String plugin) throws IOException, InterruptedException {
    return json(console.post(CALL, List.of("plugin", plugin, "prototype", "int rank(void)")))
        .get("value");
  }

  private static Object bundleOf(String file) throws IOException, InterruptedException {
    return ((List<?>) console.json("/plugins.json").get("images"))
        .stream()
            .map(image -> (Map<?, ?>) image)
            .filter(image -> image.get("location").toString().contains(file))
            .map(image -> ((Map<?, ?>) image.get("bundle")).get("id"))
            .findFirst()
            .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nobody; int count(void); 404; 'nobody'",
        "libused.so.1; int none(void); 404; 'none'",
        "libused.so.1; int count(void; 400; column",
        "libused.so.1; ; 400; column",
        "libused.so.1; const char *lost(void); 400; no memory at 0x7",
        "libused.so.1; int count(int); 400; 1 argument",
        "libused.so.1; int calls(void); 400; calls",
      })
  void aCallThatCanNotBeIsRefused(String plugin, String prototype, int status, String reason)
      throws Exception {
    String before = console.ask("plugin:get libused.so.1 'int calls'");
    assertThat(
            error(
                console.post(
                    CALL,
                    List.of("plugin", plugin, "prototype", prototype == null ? "" : prototype)),
                status))
        .asString()
        .contains(reason);
    assertThat(console.ask("plugin:get libused.so.1 'int calls'")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "int fixed; 4; not writable",
        "long calls; 4; 4 bytes",
        "int calls; four; 'four'",
        "int; 4; a variable is declared like 'int V'",
        "int count; 4; function",
      })
  void aVariableThatCanNotBeWrittenIsRefused(String declaration, String value, String reason)
      throws Exception {
    assertThat(
            error(
                console.post(
                    VARIABLE,
                    List.of("plugin", "libused.so.1", "declaration", declaration, "value", value)),
                400))
        .asString()
        .contains(reason);
  }

  @Test
  void nothingIsCalledByAGet() throws Exception {
    HttpResponse<String> answer =
        console.get(CALL + "?plugin=libused.so.1&prototype=int+count(void)");
    assertThat(error(answer, 405)).isEqualTo("a call is a POST");
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    assertThat(console.post("/plugins.json", List.of()).statusCode()).isEqualTo(405);
    assertThat(console.post("/nothing.json", List.of()).statusCode()).isEqualTo(404);
    assertThat(console.post("/memory", List.of()).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://elsewhere.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1",
    "Referer, http://elsewhere.example/127.0.0.1",
    "Referer, :",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
  })
  void whatAnotherSiteSendsIsRefused(String header, String value) throws Exception {
    String before = console.ask("plugin:get libused.so.1 'int calls'");
    List<String> form = List.of("plugin", "libused.so.1", "prototype", "int count(void)");
    assertThat(error(console.post(CALL, form, header, value), 403))
        .asString()
        .contains("another site");
    assertThat(console.post("/symbol", form, header, value).statusCode()).isEqualTo(403);
    assertThat(console.ask("plugin:get libused.so.1 'int calls'")).isEqualTo(before);
  }

  @Test
  void whatItsOwnPageSendsIsDone() throws Exception {
    List<String> form = List.of("plugin", "libused.so.1", "prototype", "int count(void)");
    String page = console.page("").toString();
    String origin = page.replaceFirst("(//[^/]+)/.*", "$1");
    assertThat(console.post(CALL, form, "Origin", origin).statusCode()).isEqualTo(200);
    assertThat(console.post(CALL, form, "Referer", page).statusCode()).isEqualTo(200);
    assertThat(console.post(CALL, form, "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aFormThatIsTooLargeIsRefused() throws Exception {
    assertThat(
            error(
                console.post(
                    CALL, List.of("plugin", "x".repeat(3_000_000), "prototype", "int count(void)")),
                400))
        .asString()
        .contains("the parameters can't be read");
    assertThat(error(console.get("/symbols.json?search=%ff%fe"), 400))
        .asString()
        .contains("the parameters can't be read");
    assertThat(console.get("/symbol?location=%ff").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    assertThat(error(console.post(CALL, List.of("plugin", "hello")), 400))
        .asString()
        .contains("the parameter 'prototype' is missing", "form");
    assertThat(error(console.get(VARIABLE + "?plugin=hello"), 400))
        .asString()
        .contains("the parameter 'declaration' is missing");
    assertThat(error(console.get("/none.json"), 404)).asString().contains("call.json");
  }

  @Test
  void moreArgumentsThanCanBePassedAreRefused() throws Exception {
    List<String> form =
        new ArrayList<>(List.of("plugin", "libused.so.1", "prototype", "int sum(int, ...)"));
    for (int i = 0; i < 500; i++) {
      form.addAll(List.of("argument", "1"));
    }
    assertThat(error(console.post(CALL, form), 400)).asString().contains("at most 120");
  }

  /**
   * A browser asks for it at the bidding of any page; a pointer to nowhere would end the process.
   */
  @Test
  void aVariableIsNotReadForAnotherSite() throws Exception {
    String read = VARIABLE + "?plugin=libused.so.1&declaration=";
    assertThat(error(console.get(read + "int+calls", "Sec-Fetch-Site", "cross-site"), 403))
        .asString()
        .contains("another site");
    assertThat(console.get(read + "int+calls", "Sec-Fetch-Site", "none").statusCode())
        .isEqualTo(200);
    assertThat(error(console.get(read + "char+*seven"), 400))
        .asString()
        .contains("there is no memory at 0x7");
  }

  /** Buffers that are shown are kept for a while, and are not to fill the heap. */
  @Test
  void whatIsKeptOfAnswersIsBounded() throws Exception {
    String location = locationOf("libused.so.1");
    String arguments = "1" + "\n@out:20000".repeat(100);
    String prototype = "int sum(int" + ", int *".repeat(100) + ")";
    HttpResponse<String> answer =
        console.post(
            "/symbol",
            List.of(
                "location", location,
                "name", "sum",
                "use", "call",
                "declaration", prototype,
                "arguments", arguments));
    assertThat(answer.statusCode()).isEqualTo(303);
    String page = answer.headers().firstValue("Location").orElseThrow();
    assertThat(console.get("/../../.." + page).body())
        .contains("Argument 2", "Argument 101", "characters more")
        .hasSizeLessThan(200_000);
  }

  @Test
  void whatIsNotThereHasNoPage() throws Exception {
    assertThat(console.post("/symbol", List.of()).statusCode()).isEqualTo(404);
    assertThat(console.get("/symbol").statusCode()).isEqualTo(404);
    String location = Console.encoded(locationOf("libused.so.1"));
    assertThat(console.get("/symbol?name=calls&location=" + location).statusCode()).isEqualTo(200);
    assertThat(console.get("/symbol?name=none&location=" + location).statusCode()).isEqualTo(404);
  }

  @Test
  void manyCallAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Object>>> callers =
          IntStream.range(0, 16)
              .mapToObj(i -> threads.submit(() -> echoes("caller " + i, 20)))
              .toList();
      for (int i = 0; i < callers.size(); i++) {
        assertThat(callers.get(i).get()).containsOnly("caller " + i).hasSize(20);
      }
    }
  }

  private static List<Object> echoes(String text, int count)
      throws IOException, InterruptedException {
    List<Object> echoes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      echoes.add(
          json(console.post(
                  CALL,
                  List.of(
                      "plugin", "libused.so.1",
                      "prototype", "const char *echo(const char *)",
                      "argument", text)))
              .get("value"));
    }
    return echoes;
  }

  private static String locationOf(String soname) throws IOException, InterruptedException {
    return ((List<?>) console.json("/plugins.json").get("images"))
        .stream()
            .map(image -> (Map<?, ?>) image)
            .filter(image -> soname.equals(image.get("soname")))
            .map(image -> image.get("location").toString())
            .findFirst()
            .orElseThrow();
  }
}
