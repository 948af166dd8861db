package org.alfheim.go;

import java.util.Objects;
import java.util.Optional;

/**
 * An {@code error} of Go, as a value: a component of a record that stands for a function's results,
 * or what a function of Java gives to Go.
 *
 * @param type the dynamic type, as {@code reflect.Type.String} prints it, such as {@code
 *     *errors.errorString}; empty for an error of Java's
 * @param text what its method {@code Error} gives
 * @param reference the error itself, which goes back to Go as the same one; empty for one of Java's
 */
public record GoError(String type, String text, Optional<GoReference> reference) {
  /** Checks that all are there. */
  public GoError {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(reference, "reference");
  }

  /**
   * An error for Go that Java makes.
   *
   * @param text what its method {@code Error} is to give
   */
  public static GoError of(String text) {
    return new GoError("", text, Optional.empty());
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
