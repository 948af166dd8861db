package org.alfheim.internal.go.frame;

/**
 * A type or a value of Java can't stand for one of Go. Whoever knows of which method or call it is
 * says that, too.
 */
public final class MisfitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MisfitException(String reason) {
    super(reason, null, false, false);
  }
}
