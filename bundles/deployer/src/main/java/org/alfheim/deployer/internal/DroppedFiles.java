package org.alfheim.deployer.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** The locations that are remembered. */
  synchronized List<String> locations() {
    try {
      return Files.exists(memory) ? Files.readAllLines(memory) : List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  synchronized void add(String location) {
    SortedSet<String> locations = new TreeSet<>(locations());
    if (locations.add(location)) {
      write(locations);
    }
  }

  synchronized void remove(String location) {
    SortedSet<String> locations = new TreeSet<>(locations());
    if (locations.remove(location)) {
      write(locations);
    }
  }

  private void write(SortedSet<String> locations) {
    try {
      Files.write(memory, locations);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
