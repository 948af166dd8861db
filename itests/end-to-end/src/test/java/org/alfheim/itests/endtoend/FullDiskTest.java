package org.alfheim.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full: a file system of little size, in a mount namespace of the test's own. */
class FullDiskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  @TempDir Path folder;

  /**
   * Runs the command with a file system mounted at {@code small}, of which all but a little is in
   * use until there is a file {@code room}.
   *
   * @param temporary whether the file system is for temporary files
   */
  private Process start(String size, String used, boolean temporary, String... words)
      throws IOException {
    Path small = Files.createDirectories(folder.resolve("small"));
    String script =
        """
        mount -t tmpfs -o size=%s tmpfs "$0" && head -c %s /dev/zero >"$0/filler" || exit 99
        (while [[ ! -e $0/../room && -d /proc/$$ ]]; do sleep 0.1; done; rm "$0/filler") &
        exec "$@"
        """
            .formatted(size, used);
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      command.add("--map-root-user");
    }
    command.addAll(List.of("bash", "-c", script, small.toString()));
    ProcessBuilder builder = Alfheim.builder(words);
    if (temporary) {
      command.addAll(List.of("env", "TMPDIR=" + small));
    }
    command.addAll(builder.command());
    return builder
        .command(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private List<String> errors() throws IOException {
    return Files.readAllLines(folder.resolve("err"));
  }

  private void awaitError(Predicate<String> hope) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (errors().stream().noneMatch(hope)) {
      assertThat(Instant.now()).as("until then: " + errors()).isBefore(deadline);
      Thread.sleep(100);
    }
  }

  @Test
  void theDropFolderTriesAgainWhenThereIsRoomAndSaysEachOnce() throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Path drop = Files.createDirectory(folder.resolve("drop"));
    Files.move(
        Plugins.compile(
            work,
            "large.so",
            // Three MiB that are not zero.
            "char large[3 << 20] = {1}; int answer(void) { return large[0]; }"),
        drop.resolve("large.so"));
    Process process =
        start(
            "8m",
            "7m",
            false,
            "run",
            "--serve",
            "--deploy",
            drop.toString(),
            "--state",
            folder.resolve("small").resolve("state").toString());
    try {
      awaitError(line -> line.contains("/large.so") && line.contains("tried again"));
      awaitError(line -> line.startsWith("alfheim: ready"));

      Files.createFile(folder.resolve("room"));

      awaitError(line -> line.endsWith("/large.so: there is room for it now"));
      assertThat(errors())
          .filteredOn(line -> line.contains("/large.so"))
          .hasSize(2)
          .first()
          .asString()
          .contains("No space left on device");
      assertThat(errors()).noneMatch(line -> line.startsWith("\tat "));
    } finally {
      process.destroy();
      int _ = Alfheim.end(process);
    }
  }

  @Test
  void aCommandNeedsNoRoomForTemporaryFiles() throws Exception {
    Process process =
        start(
            "64k",
            "64k",
            true,
            "call",
            Plugins.library("libc.so.6").toString(),
            "int abs(int)",
            "-5");

    assertThat(Alfheim.end(process)).isZero();
    assertThat(folder.resolve("out")).hasContent("5");
    assertThat(errors())
        .singleElement()
        .asString()
        .endsWith("No space left on device; a plugin that ends the process will not be named");
  }

  @Test
  void aContainerThatHasNoRoomSaysWhere() throws Exception {
    Process process = start("1m", "1000k", true, "run", "-c", "echo up");

    assertThat(Alfheim.end(process)).isEqualTo(1);
    assertThat(errors())
        .singleElement()
        .asString()
        .matches("alfheim: the container does not start: .*; only \\d+ KiB are left in .*TMPDIR.*");
  }
}
