package org.alfheim.bindings;

/** Bindings can't be written. The message says why, and what to do, in one line. */
public final class BindingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BindingsException(String message) {
    super(message);
  }

  BindingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
