package org.alfheim.process;

/** A system call or a call into the C library failed. */
public final class ProcessException extends RuntimeException {

  private final int errno;

  ProcessException(String message, int errno) {
    super(message);
    this.errno = errno;
  }

  ProcessException(String call, String what, int errno) {
    this(
        call
            + " of "
            + what
            + " failed: "
            + Errno.nameOf(errno)
            + (errno == Errno.ENOMEM ? MappingLimit.hint() : ""),
        errno);
  }

  /** {@code errno} after the call, or 0 where the call does not set it. */
  public int errno() {
    return errno;
  }
}
