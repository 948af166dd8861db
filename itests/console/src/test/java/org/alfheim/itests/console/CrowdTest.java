package org.alfheim.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, who want much: the others are answered all the same. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class CrowdTest {
  private static final int CALLS = 260;
  private static final int SLOW = 400;

  @TempDir private static Path folder;

  private static Console console;

  @BeforeAll
  static void start() throws Exception {
    Path library =
        Fixtures.compile(
            folder,
            "libwaiting.so",
            """
            #include <unistd.h>
            volatile int go;
            volatile int waiting;
            int await(void) { __sync_add_and_fetch(&waiting, 1); while (!go) usleep(10000); return 7; }
            const char *many[100000];
            char large[9 << 20] = "large";
            int take(void *to) { return 1; }
            """,
            "-Wl,-soname,libwaiting.so");
    console = Console.start("--console");
    console.ask("plugin:open " + library);
  }

  @AfterAll
  static void end() {
    if (console != null) {
      console.close();
    }
  }

  private static void othersAreAnswered() throws Exception {
    assertThat(console.get("").statusCode()).isEqualTo(200);
    assertThat(console.get("/../bundles.json").statusCode()).isEqualTo(200);
    assertThat(console.get("/plugins.json").statusCode()).isEqualTo(200);
    // What is none of the console's needs no password, and is answered too.
    assertThat(Wire.ask(console, "GET /system/health HTTP/1.1", "Host: 127.0.0.1").status())
        .isEqualTo(404);
    assertThat(console.post("/../bundles", List.of("action", "refreshPackages")).statusCode())
        .isEqualTo(200);
    assertThat(console.ask("hc:exec plugins")).contains("Native plugins open");
  }

  @Test
  void callsThatWaitKeepNobodyElseOut() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(
            callers.submit(() ->
                console.post(
                    "/call.json",
                    List.of("plugin", "libwaiting.so", "prototype", "int await(void)"))));
      }
      Console.await("calls that wait", () -> asked("plugin:get libwaiting.so 'int waiting'", "18"));
      othersAreAnswered();
      console.ask("plugin:set libwaiting.so 'int go' 1");
      int done = 0;
      for (Future<HttpResponse<String>> call : calls) {
        HttpResponse<String> answer = call.get();
        if (answer.statusCode() == 200) {
          assertThat(JSON.std.mapFrom(answer.body())).containsEntry("value", "7");
          done++;
        } else {
          assertThat(answer.statusCode()).isEqualTo(503);
          assertThat(answer.headers().firstValue("Retry-After")).isPresent();
          assertThat(JSON.std.mapFrom(answer.body()).get("error")).asString().contains("at most");
        }
      }
      assertThat(done).isGreaterThanOrEqualTo(18);
    }
  }

  private static boolean asked(String command, String answer) {
    try {
      return console.ask(command).strip().equals(answer);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void slowly(String... fields) throws Exception {
    List<Wire> wires = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW; i++) {
        wires.add(
            new Wire(console)
                .write("POST /system/console/alfheim/call.json HTTP/1.1", "Host: 127.0.0.1")
                .write(fields));
      }
      for (int round = 0; round < 3; round++) {
        for (Wire wire : wires) {
          try {
            wire.writeRaw("a");
          } catch (IOException closed) {
            // It is not waited for: there was no password.
          }
        }
        othersAreAnswered();
      }
    } finally {
      for (Wire wire : wires) {
        wire.close();
      }
    }
  }

  @Test
  void formsThatComeSlowlyKeepNobodyElseOut() throws Exception {
    String form = "Content-Type: application/x-www-form-urlencoded";
    slowly(form, "Content-Length: 100", "");
    slowly(console.authorization(), form, "Content-Length: 100", "");
    slowly(console.authorization(), form, "Transfer-Encoding: chunked", "", "1");
  }

  @Test
  void filesThatComeSlowlyKeepNobodyElseOut() throws Exception {
    slowly(
        console.authorization(),
        "Content-Type: multipart/form-data; boundary=b",
        "Content-Length: 100000",
        "");
  }

  @Test
  void headsThatComeSlowlyKeepNobodyElseOut() throws Exception {
    slowly("X-Slow: ");
  }

  private static void isRefused(HttpResponse<String> answer, String bound) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.std.mapFrom(answer.body()).get("error")).asString().contains(bound);
  }

  @Test
  void memoryForOneUseHasABoundThatIsNamed() throws Exception {
    for (String argument : List.of("@out:8388609", "@out:1000000000", "@out:0x40000001")) {
      isRefused(
          console.post(
              "/call.json",
              List.of(
                  "plugin", "libwaiting.so",
                  "prototype", "int take(void *)",
                  "argument", argument)),
          argument.startsWith("@out:0x") ? "1073741824" : "8388608");
    }
    isRefused(
        console.get("/variable.json?plugin=libwaiting.so&declaration=char+large%5B%5D"), "8388608");
    isRefused(
        console.post("/call.json", List.of("plugin", "x".repeat(3_000_000))), "2097152 bytes");
  }
}
