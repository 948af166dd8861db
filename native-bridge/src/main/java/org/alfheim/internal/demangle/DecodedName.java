package org.alfheim.internal.demangle;

/**
 * A name as people write it.
 *
 * @param text the whole: {@code void ns::f<int>(int)}
 * @param start where the name proper begins, after a result
 * @param end where it ends, before the parameters
 */
public record DecodedName(String text, int start, int end) {
  static DecodedName of(String text) {
    return new DecodedName(text, 0, text.length());
  }

  /** Without the result: {@code ns::f<int>(int)}. */
  public String withoutResult() {
    return text.substring(start);
  }

  /** Without result and parameters: {@code ns::f<int>}. */
  public String name() {
    return text.substring(start, end);
  }
}
