package org.alfheim.types;

/**
 * What says the types is damaged, or of a form that can't be read here. The message names the file,
 * the section, the offset in it, and what was wrong.
 */
public class TypesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param message what was wrong, and where
   */
  public TypesException(String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message what was wrong, and where
   * @param cause the cause
   */
  public TypesException(String message, Throwable cause) {
    super(message, cause);
  }
}
