package org.alfheim.wrap;

/** An option that can't be had: it has no such value, or not for this image. */
public final class WrapException extends RuntimeException {
  WrapException(String message) {
    super(message);
  }
}
