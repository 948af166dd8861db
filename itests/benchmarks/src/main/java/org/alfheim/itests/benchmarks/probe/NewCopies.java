package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of a file that nobody has opened before. What is open stays: a copy is made, opened, and
 * its name taken away.
 */
final class NewCopies {
  private static final int AT_ONCE = 20;

  private final Path file;

  NewCopies(Path file) {
    this.file = file;
  }

  /** Opens some; gives the nanoseconds that each took. */
  long[] open(Opener opener, int count) throws IOException {
    long[] times = new long[count];
    for (int done = 0; done < count; done += AT_ONCE) {
      List<Path> batch = new ArrayList<>();
      for (int i = done; i < Math.min(count, done + AT_ONCE); i++) {
        batch.add(copy());
      }
      for (int i = 0; i < batch.size(); i++) {
        times[done + i] = opener.time(batch.get(i));
      }
      for (Path copy : batch) {
        Files.delete(copy);
        Files.delete(copy.getParent());
      }
    }
    return times;
  }

  /** In a folder of its own, under its own name. */
  private Path copy() throws IOException {
    return Files.copy(file, Files.createTempDirectory("copy").resolve(file.getFileName()));
  }
}
