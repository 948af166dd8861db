package org.alfheim.bindings;

/** Something of C or Go has no counterpart in Java. The message says what it is. */
final class InexpressibleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InexpressibleException(String message) {
    super(message);
  }
}
