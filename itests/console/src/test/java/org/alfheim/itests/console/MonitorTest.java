package org.alfheim.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health checks, figures and the log in the console's container. */
class MonitorTest {
  @TempDir private Path folder;

  @Test
  void aBundleThatDoesNotStartIsCritical() throws Exception {
    Path broken =
        Fixtures.compile(
            folder, "libbroken.so", "int nowhere(void); int f(void) { return nowhere(); }");
    try (Console console = Console.start("--console")) {
      String all = "every plugin bundle that was started is open";
      assertThat(checked(console, "all open", result -> result.contains(all)))
          .contains("Native plugins open", "Retired native images", "Static thread-local storage")
          .contains("every plugin bundle that was started is open: 2 plugins")
          .doesNotContain("CRITICAL", "WARN");

      console.ask("start " + broken);
      assertThat(checked(console, "a failure", result -> result.contains("CRITICAL")))
          .contains("libbroken", "undefined symbol nowhere");

      console.ask("uninstall elf:file:" + broken);
      assertThat(checked(console, "no failure", result -> !result.contains("CRITICAL")))
          .contains("every plugin bundle that was started is open: 2 plugins");
    }
  }

  @Test
  void aGoPluginWithoutAHostIsCriticalAndIsToldWhatMakesOne() throws Exception {
    Path plugin = folder.resolve("hello.so");
    Fixtures.run(
        List.of(
            "../../native-bridge/src/test/go/build.sh",
            "newest",
            "plugin",
            "hello",
            plugin.toString()));
    try (Console console = Console.start("--console")) {
      console.ask("start " + plugin);

      String result = checked(console, "a failure", each -> each.contains("CRITICAL"));
      assertThat(result.replaceAll("\\s+", " "))
          .contains("hello [", "] did not start at ")
          .contains("nothing provides what it requires: org.alfheim.go (&(go=go1.")
          .contains("alfheim go-host makes it");
    }
  }

  /** What the checks say when they have been made anew: a result is kept for a while. */
  private static String checked(Console console, String what, Predicate<String> expected)
      throws InterruptedException {
    AtomicReference<String> result = new AtomicReference<>();
    Console.await(
        () -> what + ", but: " + result.get(),
        () -> {
          try {
            result.set(console.ask("hc:exec -v plugins"));
          } catch (IOException ended) {
            throw new UncheckedIOException(ended);
          }
          return expected.test(result.get());
        });
    return result.get();
  }
}
