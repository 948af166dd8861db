package org.alfheim.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.alfheim.itests.console.Wire.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before it comes to any page of the console, Felix's among them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GuardTest {
  private static final String ROOT = "/system/console";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  @TempDir private static Path folder;

  private static Console console;
  private static Path library;

  @BeforeAll
  static void start() throws Exception {
    library = Fixtures.compile(folder, "libthere.so", "int there(void) { return 1; }");
    Path drop = Files.createDirectory(folder.resolve("drop"));
    Files.writeString(drop.resolve("kept.pid.cfg"), "a = b\n");
    console =
        Console.start(
            "--console", "--console-host", "console.example", "--deploy", drop.toString());
    console.ask("install elf:file:" + library);
  }

  @AfterAll
  static void end() {
    if (console != null) {
      console.close();
    }
  }

  private static String host() {
    return "Host: 127.0.0.1:" + console.page("").getPort();
  }

  private static Answer post(String path, String body, String... fields) throws Exception {
    try (Wire wire = new Wire(console)) {
      return wire.write("POST " + path + " HTTP/1.1", host(), console.authorization(), FORM)
          .write(fields)
          .write("Connection: close", "Content-Length: " + body.length(), "")
          .writeRaw(body)
          .read();
    }
  }

  private static String state() throws Exception {
    return console.ask("lb -s libthere");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: http://elsewhere.example",
        "Origin: null",
        "Referer: http://elsewhere.example/system/console/bundles",
      })
  void noPageOfFelixDoesWhatAnotherSiteAsksFor(String field) throws Exception {
    String before = state();
    String id = before.replaceFirst("(?s).*?(\\d+)\\|.*", "$1");
    Answer answer = post(ROOT + "/bundles/" + id, "action=start", field);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("a page of another site has sent this");
    assertThat(post(ROOT + "/bundles", "action=refreshPackages", field).status()).isEqualTo(403);
    assertThat(post(ROOT + "/configMgr/some.pid", "apply=true&propertylist=a&a=b", field).status())
        .isEqualTo(403);
    assertThat(state()).isEqualTo(before).contains("Installed");
  }

  @Test
  void aRequestIsNotRepeated() throws Exception {
    try (Wire wire = new Wire(console)) {
      Answer answer =
          wire.write("TRACE " + ROOT + "/bundles HTTP/1.1", host(), console.authorization())
              .write("Connection: close", "")
              .read();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.text()).doesNotContain("Authorization");
    }
  }

  @Test
  void aFileOfAnotherSiteIsNotInstalled() throws Exception {
    String part =
        """
        --b
        Content-Disposition: form-data; name="action"

        install
        --b
        Content-Disposition: form-data; name="bundlefile"; filename="evil.jar"
        Content-Type: application/java-archive

        PK
        --b--
        """
            .replace("\n", "\r\n");
    try (Wire wire = new Wire(console)) {
      Answer answer =
          wire.write("POST " + ROOT + "/bundles HTTP/1.1", host(), console.authorization())
              .write("Content-Type: multipart/form-data; boundary=b")
              .write("Origin: http://elsewhere.example", "Connection: close")
              .write("Content-Length: " + part.length(), "")
              .writeRaw(part)
              .read();
      assertThat(answer.status()).isEqualTo(403);
    }
    assertThat(console.ask("lb")).doesNotContain("evil");
  }

  /**
   * Felix's page of configurations takes such a GET for a POST; an image of any page can be one.
   */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void aGetChangesNothingWhoeverSendsIt(String method) throws Exception {
    String delete =
        "%s %s/configMgr/kept.pid?post=true&apply=true&delete=true HTTP/1.1"
            .formatted(method, ROOT);
    Answer answer = Wire.ask(console, delete, host(), console.authorization());
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.field("Allow")).hasValue("POST");
    String encoded = delete.replace("post=true", "%70ost=true");
    assertThat(Wire.ask(console, encoded, host(), console.authorization()).status()).isEqualTo(405);
    assertThat(configuration("kept.pid")).contains("kept.pid");
  }

  private static String configuration(String pid) throws Exception {
    return console.get("/../configMgr/" + pid + ".json").body();
  }

  @Test
  void aSocketOfAnotherSiteIsNotOpened() throws Exception {
    try (Wire wire = new Wire(console)) {
      Answer answer =
          wire.write("GET " + ROOT + "/alfheim HTTP/1.1", host(), console.authorization())
              .write("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13")
              .write("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
              .write("Origin: http://elsewhere.example", "")
              .readHead();
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @Test
  void aLinkOfAnotherSiteLeadsHereAndAQueryOfItDoesNot() throws Exception {
    assertThat(console.get("", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(200);
    assertThat(console.get("/symbols?search=x", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:%d",
        "127.0.0.1.evil.example:%d",
        "localhost.evil.example",
        "console.example.evil.example",
        "203.0.113.9:%d",
      })
  void aNameThatIsNotTheConsolesIsRefusedBeforeThePasswordIsLookedAt(String name) throws Exception {
    String field = "Host: " + name.formatted(console.page("").getPort());
    for (String path : List.of(ROOT + "/alfheim", ROOT + "/bundles.json", "/", "/none")) {
      Answer answer =
          Wire.ask(console, "GET " + path + " HTTP/1.1", field, console.authorization());
      assertThat(answer.status()).as(path).isEqualTo(421);
      assertThat(answer.text()).contains("--console-host", "ALFHEIM_CONSOLE_HOSTS");
    }
    assertThat(Wire.ask(console, "GET " + ROOT + "/alfheim HTTP/1.1", field).status())
        .isEqualTo(421);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:%d",
        "127.0.0.1",
        "127.1.2.3:%d",
        "[::1]:%d",
        "console.example",
        "Console.Example:443",
      })
  void aNameThatIsItsOwnIsNot(String name) throws Exception {
    String field = "Host: " + name.formatted(console.page("").getPort());
    assertThat(
            Wire.ask(console, "GET " + ROOT + "/alfheim HTTP/1.1", field, console.authorization())
                .status())
        .isEqualTo(200);
  }

  @Test
  void twoNamesOrAnotherInTheLineOfTheRequestDoNotPass() throws Exception {
    String line = "GET " + ROOT + "/alfheim HTTP/1.1";
    assertThat(
            Wire.ask(console, line, host(), "Host: evil.example", console.authorization()).status())
        .isBetween(400, 499);
    assertThat(
            Wire.ask(
                    console,
                    "GET http://evil.example" + ROOT + "/alfheim HTTP/1.1",
                    host(),
                    console.authorization())
                .status())
        .isBetween(400, 499);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /system/console/alfheim HTTP/1.1, 200",
    "GET /system/console/bundles HTTP/1.1, 200",
    "GET /system/console/bundles.json HTTP/1.1, 200",
    "GET /system/console/res/ui/webconsole.css HTTP/1.1, 200",
    "GET /system/console/none HTTP/1.1, 404",
    "GET /none HTTP/1.1, 404",
    "GET / HTTP/3.7, 505",
    "GET /%00 HTTP/1.1, 400",
  })
  void everyAnswerTellsTheBrowserWhatItMayDo(String line, int status) throws Exception {
    Answer answer = Wire.ask(console, line, host(), console.authorization());
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.field("X-Frame-Options")).hasValue("DENY");
    assertThat(answer.field("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.field("Referrer-Policy")).hasValue("same-origin");
    assertThat(answer.field("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy)
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("*"));
  }

  @Test
  void onlyPagesOfFelixMayMakeScriptsOfStrings() throws Exception {
    assertThat(policyOf("/../services")).contains("'unsafe-eval'");
    for (String ours : List.of("", "/symbols", "/plugins.json")) {
      assertThat(policyOf(ours)).as(ours).doesNotContain("unsafe-eval");
    }
  }

  private static String policyOf(String view) throws Exception {
    return console.get(view).headers().firstValue("Content-Security-Policy").orElseThrow();
  }

  @Test
  void soDoesTheQuestionForThePassword() throws Exception {
    Answer answer = Wire.ask(console, "GET " + ROOT + "/bundles HTTP/1.1", host());
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.field("WWW-Authenticate"))
        .hasValueSatisfying(question -> assertThat(question).startsWith("Basic realm="));
    assertThat(answer.field("X-Frame-Options")).hasValue("DENY");
  }

  @Test
  void namesMayComeFromTheEnvironment() throws Exception {
    try (Console other =
        Console.start(
            Map.of("ALFHEIM_CONSOLE_HOSTS", "a.example, b.example"),
            null,
            "--console",
            "0.0.0.0:0")) {
      for (String name : List.of("a.example", "b.example:80", "localhost")) {
        assertThat(
                Wire.ask(
                        other,
                        "GET " + ROOT + "/alfheim HTTP/1.1",
                        "Host: " + name,
                        other.authorization())
                    .status())
            .as(name)
            .isEqualTo(200);
      }
      Console.await(
          "a line that says what to set",
          () -> other.told().stream().anyMatch(line -> line.contains("--console-host NAME")));
    }
  }

  @Test
  void aPasswordFileThatOthersCanReadIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "long enough");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (Console other =
        Console.start(
            Map.of(), "long enough", "--console", "--console-password", file.toString())) {
      Console.await(
          "a warning",
          () -> other.told().stream().anyMatch(line -> line.contains("chmod 600 " + file)));
    }
  }
}
