package org.alfheim.bind;

import java.util.List;

/**
 * A declaration or an interface contradicts what is known of the types of an image's symbols, or
 * nothing is known where that was {@linkplain TypeCheck.Mode#REQUIRED demanded}. A wrong type
 * assertion is an error in Go, too.
 */
public final class TypeMismatchException extends BindingException {
  private static final long serialVersionUID = 1L;

  private final List<String> contradictions;

  /**
   * A mismatch.
   *
   * @param message what does not fit, and where that is known from
   * @param contradictions all of them; each a line that gives both types and the symbol's type in C
   */
  public TypeMismatchException(String message, List<String> contradictions) {
    super(message);
    this.contradictions = List.copyOf(contradictions);
  }

  /** All contradictions, each a line that gives both types and the symbol's type in C. */
  public List<String> contradictions() {
    return contradictions;
  }
}
