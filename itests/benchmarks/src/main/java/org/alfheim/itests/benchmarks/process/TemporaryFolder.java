package org.alfheim.itests.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that goes, with all that is in it, when it is closed.
 *
 * @param path where it is
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
  private static final int ATTEMPTS = 20;

  /** A new one, where such folders are. It goes too where somebody interrupts the process. */
  public static TemporaryFolder named(String name) throws IOException {
    TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(name));
    Runtime.getRuntime().addShutdownHook(new Thread(folder::closeIfLeft));
    return folder;
  }

  /** What this process has started writes there; and until the end of it, it may start another. */
  private void closeIfLeft() {
    for (int i = 0; i < ATTEMPTS && Files.exists(path); i++) {
      try {
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
        close();
      } catch (IOException | UncheckedIOException again) {
        // Somebody has written there at the same time.
      }
    }
  }

  /** A new one within another folder. */
  public static TemporaryFolder in(Path folder) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory(folder, "part"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
