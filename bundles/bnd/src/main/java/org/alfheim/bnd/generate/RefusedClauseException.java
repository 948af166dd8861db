package org.alfheim.bnd.generate;

/** A clause can't be obeyed. The message says why, in one line. */
final class RefusedClauseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedClauseException(String message) {
    super(message);
  }
}
