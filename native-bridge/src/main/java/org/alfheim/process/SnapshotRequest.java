package org.alfheim.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.alfheim.elf.SharedObject;

/**
 * Leaves a snapshot of each image in a folder, where whoever started the JVM has asked for it: so
 * an image that goes wrong can be compared with what ld.so makes of it.
 */
final class SnapshotRequest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private SnapshotRequest() {}

  /** Whether somebody asks for snapshots. */
  static boolean made() {
    return System.getProperty(SnapshotFile.FOLDER_PROPERTY) != null;
  }

  /**
   * An image is relocated, and none of its constructors has run.
   *
   * @param earlier the names of the objects that were loaded before it
   */
  static void relocated(SharedObject image, Address bias, Set<String> earlier) {
    String folder = System.getProperty(SnapshotFile.FOLDER_PROPERTY);
    if (folder != null) {
      write(image, bias, earlier, folder);
    }
  }

  private static void write(SharedObject image, Address bias, Set<String> earlier, String folder) {
    try {
      SnapshotFile.write(
          SnapshotTaker.take(image, bias, earlier),
          Path.of(folder, COUNT.incrementAndGet() + ".snapshot"));
    } catch (IOException e) {
      throw new UncheckedIOException("no snapshot of " + image.name(), e);
    }
  }
}
