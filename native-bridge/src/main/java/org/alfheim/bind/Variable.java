package org.alfheim.bind;

/**
 * A variable of an image, seen as one type.
 *
 * @param <T> the Java type of its value
 */
public interface Variable<T> {
  /** The variable's value now (a plain read). */
  T get();

  /**
   * Writes the variable (a plain write).
   *
   * @param value the new value
   */
  void set(T value);
}
