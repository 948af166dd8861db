package org.alfheim.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is done and can't be told: /dev/full takes nothing (full(4)), and a reader may have gone.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OutputTest {
  private static final String LIBC = Plugins.library("libc.so.6").toString();

  @TempDir Path folder;

  /** How a command of the shell ended, and what it said on the standard error. */
  private record End(int status, String err) {}

  private End shell(String script) throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    ProcessBuilder builder = Alfheim.builder();
    String command = builder.command().getFirst();
    builder.command(
        "bash",
        "-c",
        "alfheim="
            + command
            + "; alfheim() { \"$alfheim\" \"$@\"; }; libc="
            + LIBC
            + "; set -o pipefail; "
            + script);
    Process process =
        builder
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    int status = Alfheim.end(process);
    return new End(status, Files.readString(err));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alfheim symbols $libc",
        "alfheim symbols --json $libc",
        "alfheim inspect $libc",
        "alfheim plan $libc",
        "alfheim lookup $libc abs",
        "alfheim call $libc 'int abs(int)' -5",
        "alfheim call $libc 'int puts(const char *)' text",
        "alfheim open $libc",
        "alfheim --version",
        "alfheim --help",
        "alfheim help",
        "alfheim test --help",
        "alfheim doc --help",
        "alfheim fuzz --help",
        "alfheim bench --help",
        "alfheim dist --help",
        "alfheim image --help",
        "alfheim install --help",
        "alfheim api --help",
        "alfheim versions --help",
        "alfheim symbols --help",
        "alfheim build --help",
        "alfheim run --help",
        "alfheim run -c lb",
        "alfheim run -c \"plugin:call hello 'void F(void)'\"",
        "echo lb | alfheim run",
      })
  void whatCanNotBeWrittenIsNotDone(String command) throws Exception {
    End end = shell(command + " >/dev/full");

    assertThat(end.err()).hasLineCount(1);
    assertThat(end.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alfheim symbols $libc", "alfheim run -c lb"})
  void anOutputThatIsClosedIsOneLineToo(String command) throws Exception {
    End end = shell(command + " >&-");

    assertThat(end.err()).isEqualTo("alfheim: the output can't be written: Bad file descriptor\n");
    assertThat(end.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "symbols $libc",
        "run -c lb",
        "run --help",
        "help",
        "open --help",
        "build --help",
        "dist --help"
      })
  void theReasonIsTheKernels(String command) throws Exception {
    assertThat(shell("alfheim " + command + " >/dev/full").err())
        .isEqualTo("alfheim: the output can't be written: No space left on device\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"alfheim symbols $libc", "alfheim run -c 'lb; lb; lb; lb; lb; lb; lb; lb; lb'"})
  void aReaderThatHasEnoughIsNoFailureToTell(String command) throws Exception {
    End end = shell(command + " | head -n 1 | grep -q .");

    assertThat(end.err()).isEmpty();
    // 128 and the number of SIGPIPE, as for any tool; or all had been written by then.
    assertThat(end.status()).isIn(0, 141);
  }

  @Test
  void aRefusalStaysOneWhereverTheOutputGoes() throws Exception {
    End end = shell("alfheim symbols /nowhere >/dev/full");

    assertThat(end.err()).isEqualTo("alfheim: /nowhere: no such file\n");
    assertThat(end.status()).isEqualTo(1);
  }

  @Test
  void aSignalThatAllProcessesOfTheGroupGetIsNoFailureToTell() throws Exception {
    // kill(2) with a process of 0 means the caller's group; 15 is SIGTERM.
    End end = shell("setsid --wait \"$alfheim\" call $libc 'int kill(int, int)' 0 15");

    assertThat(end.err()).isEmpty();
    // 128 and the number of the signal that ended the JVM, or of the one that ended its filter.
    assertThat(end.status()).isIn(141, 143);
  }
}
