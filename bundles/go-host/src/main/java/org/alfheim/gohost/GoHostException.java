package org.alfheim.gohost;

/** There is no host. The message says why, and what to do; what {@code go} said is all in it. */
public final class GoHostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GoHostException(String message) {
    super(message);
  }

  GoHostException(String message, Throwable cause) {
    super(message, cause);
  }
}
