package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.RestartPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.containers.BindMode;

/**
 * A plugin that brings the process down takes the container with it: the log says who it was, and
 * the restart policy brings the container back.
 */
@NeedsEngine
class CrashTest {

  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "fault; alfheim: the plugin crashed the process: SIGSEGV in fault\\+0x\\p{XDigit}+ \\(falls.so\\+0x\\p{XDigit}+\\)",
        "mislead; alfheim: the plugin crashed the process: SIGSEGV in \\S*libc.so.6\\+0x\\p{XDigit}+\\)?, called by mislead\\+0x\\p{XDigit}+ \\(falls.so\\+0x\\p{XDigit}+\\)",
        "give_up; alfheim: abort\\(\\) called by give_up\\+0x\\p{XDigit}+ \\(\\S*falls.so\\+0x\\p{XDigit}+\\)",
        "leave; alfheim: exit\\(3\\) called by leave\\+0x\\p{XDigit}+ \\(\\S*falls.so\\+0x\\p{XDigit}+\\)",
        "leave_content; alfheim: exit\\(0\\) called by leave_content\\+0x\\p{XDigit}+ \\(\\S*falls.so\\+0x\\p{XDigit}+\\)"
      })
  void theLogNamesPluginSymbolAndOffsetAndTheContainerComesBack(String function, String report) {
    Path folder = Plugins.folder(temporary, "plugins");
    Plugins.compile(
        folder.resolve("falls.so"),
        """
        #include <stdlib.h>
        #include <string.h>
        void fault(void) { *(volatile int *) 16 = 1; }
        static const char *volatile nowhere = (const char *) 16;
        int mislead(void) { return strlen(nowhere) + 1; }
        void give_up(void) { abort(); }
        void leave(void) { exit(3); }
        void leave_content(void) { exit(0); }
        """,
        "-Wl,-soname,falls.so");
    try (Product product =
        Product.deploying(folder)
            .withCreateContainerCmdModifier(create ->
                create.getHostConfig().withRestartPolicy(RestartPolicy.onFailureRestart(3)))) {
      product.start();
      product.type("plugin:call falls 'void %s(void)'\n".formatted(function));
      product.await("second start", _ -> product.starts() == 2);
      assertThat(product.errors()).containsPattern(report);
      assertThat(product.restarts()).isEqualTo(1);
      assertThat(product.ask("plugin:list")).contains("falls", "hello");
      assertThat(product.ask("plugin:call hello 'void F(void)'")).isEqualTo("Hello, number 0");
    }
  }

  @Test
  void aReportThatIsKeptElsewhereIsToldAllTheSameAndNotTwice() throws Exception {
    Path folder = Plugins.folder(temporary, "plugins");
    Plugins.compile(folder.resolve("falls.so"), "void fault(void) { *(volatile int *) 16 = 1; }");
    Path reports = Plugins.folder(temporary, "reports");
    Files.setPosixFilePermissions(reports, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (Product product =
        Product.deploying(folder)
            .withFileSystemBind(reports.toString(), "/reports", BindMode.READ_WRITE)
            .withEnv("ALFHEIM_JAVA_OPTIONS", "-XX:ErrorFile=/reports/hs_err_%p.log")) {
      product.start();
      product.type("plugin:call falls 'void fault(void)'\n");
      product.await("end", _ -> Boolean.FALSE.equals(product.state().getRunning()));
      assertThat(product.errors())
          .containsPattern("Native frames:[^\n]*\nC +\\[\\S*falls.so[^\n]*fault")
          .containsPattern(
              "SIGSEGV in fault\\S+ \\(falls.so\\S+\\); report: /reports/hs_err_\\d+.log\n")
          .doesNotContain("submit a bug report");
      try (Stream<Path> kept = Files.list(reports)) {
        assertThat(kept).hasSize(1);
      }

      // The next process may have the same number, and has not crashed.
      product.getDockerClient().startContainerCmd(product.getContainerId()).exec();
      product.await("second start", _ -> product.starts() == 2);
      product.getDockerClient().stopContainerCmd(product.getContainerId()).exec();
      assertThat(product.errors()).containsOnlyOnce("the plugin crashed the process");
    }
  }
}
