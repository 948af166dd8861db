package org.alfheim.internal.process.libc;

/** A system call or a call into the C library failed. */
public final class ProcessException extends RuntimeException {

  private final int errno;

  public ProcessException(String message, int errno) {
    super(message);
    this.errno = errno;
  }

  public ProcessException(String call, String what, int errno) {
    this(
        call
            + " of "
            + what
            + " failed: "
            + ErrorNumbers.nameOf(errno)
            + (errno == ErrorNumbers.ENOMEM ? MappingLimit.hint() : ""),
        errno);
  }

  /** {@code errno} after the call, or 0 where the call does not set it. */
  public int errno() {
    return errno;
  }
}
