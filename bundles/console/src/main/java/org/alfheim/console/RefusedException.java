package org.alfheim.console;

/** A request is refused: by which status of HTTP (RFC 9110, 15), and why. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
