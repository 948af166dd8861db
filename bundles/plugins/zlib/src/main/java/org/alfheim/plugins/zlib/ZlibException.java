package org.alfheim.plugins.zlib;

/** Data that zlib can't read, or a level that it does not have. */
public final class ZlibException extends RuntimeException {
  /**
   * A refusal.
   *
   * @param message what zlib says of it
   */
  public ZlibException(String message) {
    super(message);
  }
}
