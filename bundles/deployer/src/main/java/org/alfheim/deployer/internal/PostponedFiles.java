package org.alfheim.deployer.internal;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * Files that could not be taken over by no fault of their own: most often the disk is full. Each is
 * tried again when there may be room.
 *
 * <p>Not safe for several threads at once.
 */
final class PostponedFiles {
  /** What keeps a file away may be another thing than room, of which nothing is known. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final File storage;
  private final Map<File, Attempt> files = new LinkedHashMap<>();

  /**
   * The last attempt at a file.
   *
   * @param reason why it failed
   * @param room how many bytes were free
   * @param when in nanoseconds of {@link System#nanoTime}
   */
  private record Attempt(String reason, long room, long when) {}

  /**
   * @param storage a folder where bundles are kept
   */
  PostponedFiles(File storage) {
    this.storage = storage;
  }

  /** Whether a failure is one of writing, and not of what was to be written. */
  static boolean isMeant(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof IOException && !(each instanceof ZipException)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Postpones a file.
   *
   * @return whether there is something to tell: not if the reason is that of the last time
   */
  boolean add(File file, String reason) {
    Attempt before =
        files.put(file, new Attempt(reason, storage.getUsableSpace(), System.nanoTime()));
    return before == null || !before.reason.equals(reason);
  }

  /** Forgets a file; whether it was postponed. */
  boolean remove(File file) {
    return files.remove(file) != null;
  }

  /** The files that may be taken over now. */
  List<File> due() {
    if (files.isEmpty()) {
      return List.of();
    }
    long room = storage.getUsableSpace();
    long now = System.nanoTime();
    return files.entrySet().stream()
        .filter(entry -> isDue(entry.getKey(), entry.getValue(), room, now))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isDue(File file, Attempt attempt, long room, long now) {
    return (room != attempt.room && room >= file.length())
        || now - attempt.when >= PATIENCE.toNanos();
  }
}
