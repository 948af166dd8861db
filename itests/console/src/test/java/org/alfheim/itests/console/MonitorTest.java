package org.alfheim.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
      assertThat(console.ask("hc:exec -v plugins"))
          .contains("Native plugins open", "Retired native images", "Static thread-local storage")
          .contains("every plugin bundle that was started is open: 2 plugins")
          .doesNotContain("CRITICAL", "WARN");

      console.ask("start " + broken);
      awaitFreshResults();
      assertThat(console.ask("hc:exec plugins"))
          .contains("CRITICAL", "libbroken", "undefined symbol nowhere");

      console.ask("uninstall elf:file:" + broken);
      awaitFreshResults();
      assertThat(console.ask("hc:exec plugins")).doesNotContain("CRITICAL");
    }
  }

  /** A result is kept for two seconds. */
  private static void awaitFreshResults() throws InterruptedException {
    Thread.sleep(2_200);
  }
}
