package org.alfheim.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.alfheim.internal.process.libc.CStreams;
import org.alfheim.internal.process.libc.ProcessException;

/**
 * The C library's standard streams, which plugins print to.
 *
 * <p>Java and C each buffer what goes to the same file descriptor, and neither knows of the other's
 * buffer. Whoever writes with both flushes one before the other writes.
 */
public final class StandardStreams {
  private StandardStreams() {}

  /**
   * Writes out what C's {@code stdout} and {@code stderr} hold. Other streams are left alone: to
   * flush all of them would wait for a thread that reads from one.
   *
   * @throws UncheckedIOException if it can't be written (C11 7.21.5.2)
   */
  public static void flush() {
    try {
      CStreams.flush();
    } catch (ProcessException full) {
      throw new UncheckedIOException(full.getMessage(), new IOException(full));
    }
  }

  /**
   * Whether all that was written to C's {@code stdout} has arrived (C11 7.21.10.2). Whoever writes
   * and flushes without a look at the result leaves a mark at least.
   */
  public static boolean outputIsWhole() {
    return CStreams.outputIsWhole();
  }

  /** Whether the standard error goes to a terminal (isatty(3)). */
  public static boolean errorIsTerminal() {
    return CStreams.errorIsTerminal();
  }
}
