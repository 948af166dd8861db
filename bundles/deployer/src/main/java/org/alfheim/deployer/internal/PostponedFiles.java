package org.alfheim.deployer.internal;

import java.io.File;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that could not be taken over by no fault of their own: most often the disk is full. Such a
 * file is tried again when there may be room, and each after a while.
 *
 * <p>Not safe for several threads at once.
 */
final class PostponedFiles {
  /** Nothing tells that another thing than want of room is over, or room that others have made. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final File storage;
  private final Map<File, Attempt> files = new LinkedHashMap<>();

  /**
   * The last attempt at a file.
   *
   * @param reason why it failed
   * @param hindrance what kind of reason that is
   * @param room how many bytes were free
   * @param when in nanoseconds of {@link System#nanoTime}
   */
  private record Attempt(String reason, Hindrance hindrance, long room, long when) {}

  /**
   * @param storage a folder where bundles are kept
   */
  PostponedFiles(File storage) {
    this.storage = storage;
  }

  /**
   * What keeps a file away; empty if it is the file itself.
   *
   * @param failure what came of the last attempt
   */
  Optional<Hindrance> hindrance(File file, Throwable failure) {
    return Hindrance.of(failure, storage.getUsableSpace() < file.length());
  }

  /**
   * Postpones a file.
   *
   * @return whether there is something to tell: not if the reason is that of the last time
   */
  boolean add(File file, String reason, Hindrance hindrance) {
    Attempt before =
        files.put(
            file, new Attempt(reason, hindrance, storage.getUsableSpace(), System.nanoTime()));
    return before == null || !before.reason.equals(reason);
  }

  /** Forgets a file; what had kept it away, if it was postponed. */
  Optional<Hindrance> remove(File file) {
    return Optional.ofNullable(files.remove(file)).map(Attempt::hindrance);
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
    return (attempt.hindrance == Hindrance.WANT_OF_ROOM
            && room != attempt.room
            && room >= file.length())
        || now - attempt.when >= PATIENCE.toNanos();
  }
}
