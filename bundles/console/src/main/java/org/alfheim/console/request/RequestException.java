package org.alfheim.console.request;

/** A request is refused: by which status of HTTP (RFC 9110, 15), and why. */
public final class RequestException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  /** A refusal; the message is a line for the person who asked. */
  public RequestException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }
}
