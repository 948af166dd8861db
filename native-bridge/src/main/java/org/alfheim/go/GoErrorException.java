package org.alfheim.go;

/**
 * A function of Go gave an {@code error} as its last result. The message is the error's text. Where
 * a function of Java that Go called had thrown the reason, that is the cause.
 *
 * <p>Thrown by what Java gives to Go as a function, it becomes that error again, where the last
 * result of the function is one.
 */
public final class GoErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient GoError error;

  /**
   * An error.
   *
   * @param error the error
   */
  public GoErrorException(GoError error) {
    this(error, null);
  }

  /**
   * An error that something in Java is the reason for.
   *
   * @param error the error
   * @param cause what was thrown; null if that is not known
   */
  public GoErrorException(GoError error, Throwable cause) {
    super(error.text(), cause);
    this.error = error;
  }

  /** The error; of an exception that was serialized, its text alone. */
  public GoError error() {
    return error == null ? GoError.of(getMessage()) : error;
  }

  /** The dynamic type in Go, such as {@code *fs.PathError}; empty for an error of Java's. */
  public String goType() {
    return error().type();
  }
}
