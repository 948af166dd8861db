package org.alfheim.internal.process.map;

import java.util.List;
import org.alfheim.internal.process.libc.MappingLimit;

/**
 * ld.so did not load a carrier: a library, a symbol, a version or room for thread-local storage is
 * missing.
 */
public final class CarrierRefusedException extends RuntimeException {
  /**
   * What ld.so says, in the locale "C", where it could not open, map or keep an object that is
   * there: strerror(3) of ENOMEM, EMFILE and ENFILE, or a sentence of its own.
   */
  private static final List<String> EXHAUSTED =
      List.of(
          "Cannot allocate memory",
          "Too many open files",
          "failed to map segment from shared object",
          "cannot map zero-fill pages",
          "cannot create shared object descriptor",
          "cannot change memory protections");

  private final String reason;

  CarrierRefusedException(String image, String reason) {
    this(image + ": ", reason, isExhausted(reason) ? MappingLimit.hint() : "");
  }

  private CarrierRefusedException(String start, String reason, String hint) {
    super(start + reason + hint);
    this.reason = reason + hint;
  }

  private static boolean isExhausted(String reason) {
    return EXHAUSTED.stream().anyMatch(reason::contains);
  }

  /** What ld.so said. */
  public String reason() {
    return reason;
  }

  /** Whether the process is out of memory, address space or descriptors. */
  public boolean exhausted() {
    return isExhausted(reason);
  }

  /** Whether the static area for thread-local storage is spent. */
  public boolean staticTlsSpent() {
    return reason.contains("static TLS");
  }
}
