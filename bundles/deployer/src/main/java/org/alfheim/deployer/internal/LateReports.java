package org.alfheim.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of which File Install told a drop folder that had already stopped, kept for the next one.
 *
 * <p>A look of File Install that is under way keeps the installers that there were when it began,
 * and a file that is taken over meanwhile keeps its installer until the file goes. What has been
 * told once is not told again.
 *
 * <p>Each report is a file of its own: the one who writes and the one who takes may be of two class
 * loaders, and know nothing of each other.
 */
final class LateReports {
  private static final String SUFFIX = ".late";

  private final Path storage;

  /**
   * @param storage a folder that outlives the bundle's updates
   */
  LateReports(Path storage) {
    this.storage = storage;
  }

  /**
   * Keeps a report.
   *
   * @throws IOException if it can't be written down
   */
  void add(Path file) throws IOException {
    Path report = Files.createTempFile(storage, "report", null);
    Files.writeString(report, file.toUri().toString());
    Files.move(report, report.resolveSibling(report.getFileName() + SUFFIX));
  }

  /**
   * The files that were told, each once; they are forgotten.
   *
   * @throws IOException if they can't be read
   */
  Set<Path> take() throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (Path report : reports()) {
      // After a loss of power it may be empty.
      Dropped.file(Files.readString(report)).ifPresent(files::add);
      Files.delete(report);
    }
    return files;
  }

  private List<Path> reports() throws IOException {
    try (Stream<Path> files = Files.list(storage)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
    }
  }
}
