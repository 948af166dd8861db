package org.alfheim.bind;

import java.util.List;

/** A declaration, an interface or an argument does not fit the symbols that it is laid over. */
public sealed class BindingException extends RuntimeException
    permits ArgumentException, ReadOnlyException, TypeMismatchException {
  private final List<String> missing;

  /**
   * A misfit.
   *
   * @param message what does not fit, where, and what to do
   */
  public BindingException(String message) {
    this(message, List.of());
  }

  /**
   * A misfit that comes from symbols that are not there.
   *
   * @param message what does not fit, where, and what to do
   * @param missing the names of all symbols that are missing; empty where that is not the reason
   */
  public BindingException(String message, List<String> missing) {
    super(message);
    this.missing = List.copyOf(missing);
  }

  /**
   * A misfit that the platform reported.
   *
   * @param message what does not fit, where, and what to do
   * @param cause what the platform said
   */
  public BindingException(String message, Throwable cause) {
    super(message, cause);
    this.missing = List.of();
  }

  /** The names of all symbols that are missing; empty where that is not the reason. */
  public List<String> missing() {
    return missing;
  }
}
