package org.alfheim.internal.go.call;

/**
 * A type or a value of Java can't stand for one of Go. Whoever knows of which method or call it is
 * says that, too.
 */
final class MisfitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MisfitException(String reason) {
    super(reason, null, false, false);
  }
}
