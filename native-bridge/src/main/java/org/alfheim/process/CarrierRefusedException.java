package org.alfheim.process;

/**
 * ld.so did not load a carrier: a library, a symbol, a version or room for thread-local storage is
 * missing.
 */
public final class CarrierRefusedException extends RuntimeException {
  private final String reason;

  CarrierRefusedException(String image, String reason) {
    super(image + ": " + reason);
    this.reason = reason;
  }

  /** What ld.so said. */
  public String reason() {
    return reason;
  }

  /** Whether the static area for thread-local storage is spent. */
  public boolean staticTlsSpent() {
    return reason.contains("static TLS");
  }
}
