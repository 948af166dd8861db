package org.alfheim.deployer.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** What keeps a file from being taken over by no fault of its own. */
enum Hindrance {
  /** The disk is full, or the user's share of it. */
  WANT_OF_ROOM("it is tried again when there is room", "there is room for it now"),
  /** Another failure of reading or writing, of whose end nothing tells. */
  INPUT_OUTPUT("it is tried again in a minute", "it is taken over now");

  /** What glibc's strerror has for ENOSPC and EDQUOT where messages are not translated. */
  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded");

  private final String hope;
  private final String end;

  Hindrance(String hope, String end) {
    this.hope = hope;
    this.end = end;
  }

  /**
   * What a failure is due to; empty if it is due to what was to be written.
   *
   * @param failure what was thrown, as it or in its causes
   * @param roomIsShort whether the disk has less room than the file needs
   */
  static Optional<Hindrance> of(Throwable failure, boolean roomIsShort) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof IOException io && !(io instanceof ZipException)) {
        boolean full = saysFull(io) || (roomIsShort && !isOfOpening(io));
        return Optional.of(full ? WANT_OF_ROOM : INPUT_OUTPUT);
      }
    }
    return Optional.empty();
  }

  private static boolean saysFull(IOException failure) {
    String reason =
        failure instanceof FileSystemException of ? of.getReason() : failure.getMessage();
    return reason != null
        && FULL.stream().anyMatch(full -> reason.endsWith(full) || reason.endsWith(full + ")"));
  }

  /** Whether no more was wanted than to have a file that is there. */
  private static boolean isOfOpening(IOException failure) {
    return failure instanceof AccessDeniedException
        || failure instanceof NoSuchFileException
        || failure instanceof FileNotFoundException;
  }

  /** When the file is tried again. */
  String hope() {
    return hope;
  }

  /** What is told when the file has been taken over after all. */
  String end() {
    return end;
  }
}
