package org.alfheim.bind;

/**
 * A value can't be passed as an argument, or can't be stored in a variable, of the type that was
 * declared.
 */
public final class ArgumentException extends BindingException {
  public ArgumentException(String message) {
    super(message);
  }
}
