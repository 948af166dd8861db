package org.alfheim.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Remembers, from one run of the framework to the next, which bundles came from the drop folder.
 * File Install does not tell of a file that went while the framework was down when the folder is
 * empty at the start.
 */
final class DroppedFiles {
  private final Path memory;

  DroppedFiles(Path memory) {
    this.memory = memory;
  }

  /**
   * The locations that are remembered.
   *
   * @throws IOException if they can't be read
   */
  synchronized List<String> locations() throws IOException {
    return Files.exists(memory) ? Files.readAllLines(memory) : List.of();
  }

  /**
   * Remembers a location.
   *
   * @throws IOException if that can't be written down, in which case nothing has changed
   */
  synchronized void add(String location) throws IOException {
    SortedSet<String> locations = new TreeSet<>(locations());
    if (locations.add(location)) {
      write(locations);
    }
  }

  /**
   * Forgets a location.
   *
   * @throws IOException if that can't be written down, in which case nothing has changed: the next
   *     run looks for the file, and does not find it
   */
  synchronized void remove(String location) throws IOException {
    SortedSet<String> locations = new TreeSet<>(locations());
    if (locations.remove(location)) {
      write(locations);
    }
  }

  /** Whole or not at all: a disk may be full. */
  private void write(SortedSet<String> locations) throws IOException {
    Path next = memory.resolveSibling(memory.getFileName() + ".next");
    try {
      Files.write(next, locations);
      Files.move(next, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
