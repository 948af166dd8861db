package org.alfheim.go;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A value that stays in Go: what a {@link GoObject} refers to. Go keeps it alive until the
 * reference is closed, or until the garbage collector of Java has found that nobody has it.
 *
 * <p>Safe for use by any number of threads, as far as the value is. After {@link #close} each use
 * is an {@link IllegalStateException}.
 */
@ProviderType
public interface GoReference extends AutoCloseable {

  /**
   * The dynamic type in Go.
   *
   * @return what {@code reflect.Type.String} prints, such as {@code *main.Point}
   * @throws IllegalStateException if it is closed
   */
  String type();

  /**
   * A copy of what a pointer points to.
   *
   * @param <T> the Java type
   * @param type a type that may stand for Go's, by the table in {@link org.alfheim.go}; boxed for a
   *     number
   * @return the value
   * @throws org.alfheim.bind.BindingException if this is no pointer, or the type doesn't fit
   * @throws IllegalStateException if it is closed
   */
  <T> T get(Class<T> type);

  /**
   * Writes what a pointer points to, by a plain write. Fields of a structure that are not exported
   * become zero.
   *
   * @param value the value, of a type that may stand for Go's
   * @throws org.alfheim.bind.BindingException if this is no pointer, or the value doesn't fit;
   *     nothing is written
   * @throws IllegalStateException if it is closed
   */
  void set(Object value);

  /** Whether it has been closed. */
  boolean isClosed();

  /** Lets go of the value. If that has been done, nothing happens. */
  @Override
  void close();
}
