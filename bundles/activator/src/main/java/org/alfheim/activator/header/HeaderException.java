package org.alfheim.activator.header;

/** A header {@code Native-Plugin} that can't be used as it is written. */
public final class HeaderException extends RuntimeException {
  HeaderException(String message) {
    super("Native-Plugin: " + message);
  }
}
