package org.alfheim.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Path storage;
  private final Map<Path, Attempt> files = new LinkedHashMap<>();

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
  PostponedFiles(Path storage) {
    this.storage = storage;
  }

  /**
   * What keeps a file away; empty if it is the file itself.
   *
   * @param failure what came of the last attempt
   */
  Optional<Hindrance> hindrance(Path file, Throwable failure) {
    return Hindrance.of(failure, room() < FileStamp.of(file).length());
  }

  /**
   * Postpones a file.
   *
   * @return whether there is something to tell: not if the reason is that of the last time
   */
  boolean add(Path file, String reason, Hindrance hindrance) {
    Attempt before = files.put(file, new Attempt(reason, hindrance, room(), System.nanoTime()));
    return before == null || !before.reason.equals(reason);
  }

  /** Forgets a file; what had kept it away, if it was postponed. */
  Optional<Hindrance> remove(Path file) {
    return Optional.ofNullable(files.remove(file)).map(Attempt::hindrance);
  }

  /** The files that may be taken over now. */
  List<Path> due() {
    if (files.isEmpty()) {
      return List.of();
    }
    long room = room();
    long now = System.nanoTime();
    return files.entrySet().stream()
        .filter(entry -> isDue(entry.getKey(), entry.getValue(), room, now))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isDue(Path file, Attempt attempt, long room, long now) {
    return (attempt.hindrance == Hindrance.WANT_OF_ROOM
            && room != attempt.room
            && room >= FileStamp.of(file).length())
        || now - attempt.when >= PATIENCE.toNanos();
  }

  /** In bytes; none where nobody can tell. */
  private long room() {
    try {
      return Files.getFileStore(storage).getUsableSpace();
    } catch (IOException unknown) {
      return 0;
    }
  }
}
