package org.alfheim.corpus.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.map.ImageMapper;

/**
 * Leaves a snapshot of each image in a folder, where whoever started the JVM has asked for it: so
 * an image that goes wrong can be compared with what ld.so makes of it.
 */
public final class SnapshotRequest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private SnapshotRequest() {}

  /** Has a snapshot taken of every image that Alfheim opens, if somebody asks for snapshots. */
  public static void heed() {
    ImageMapper.observe((image, bias) -> relocated(image, bias, Set.of()));
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
