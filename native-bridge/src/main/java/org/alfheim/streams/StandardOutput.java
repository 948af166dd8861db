package org.alfheim.streams;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The standard output of the process, as Java writes to it. It remembers that something could not
 * be written: the stream that prints to it says so to nobody, and not why.
 */
public final class StandardOutput extends OutputStream {
  private static final String CLOSED = "Broken pipe";

  private final OutputStream file;
  private IOException failure;

  /** Writes without a buffer, as plugins write to the same file descriptor. */
  public StandardOutput() {
    this(new FileOutputStream(FileDescriptor.out));
  }

  StandardOutput(OutputStream file) {
    this.file = file;
  }

  /** What has become of all that was written. */
  public sealed interface State {}

  /** All of it has been taken. */
  public record Whole() implements State {}

  /** Nobody reads any more, and whoever did knows (EPIPE of write(2)). */
  public record Closed() implements State {}

  /**
   * Something was not taken.
   *
   * @param reason what the kernel says
   */
  public record Failed(String reason) implements State {}

  /** What has become of what was written up to now. */
  public synchronized State state() {
    if (failure == null) {
      return new Whole();
    }
    return CLOSED.equals(failure.getMessage())
        ? new Closed()
        : new Failed(String.valueOf(failure.getMessage()));
  }

  @Override
  public synchronized void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      file.write(bytes, offset, length);
    } catch (IOException refused) {
      if (failure == null) {
        failure = refused;
      }
      throw refused;
    }
  }
}
