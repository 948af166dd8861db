package org.alfheim.go;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A pointer, an interface value or another value that stays in Go. An interface of yours that
 * extends this one gives it a type of its own, {@code interface Point extends GoObject {}} for
 * {@code *Point}; abstract methods of it are the methods that the value has in Go, by their names
 * there: {@code double Norm();}.
 *
 * <p>The implementation comes from a binding. It is null where Go's is nil. Two are equal if they
 * are the same object.
 */
@ConsumerType
public interface GoObject extends AutoCloseable {
  /** What it refers to. */
  GoReference reference();

  /** Lets go of the value, as {@link GoReference#close}. */
  @Override
  default void close() {
    reference().close();
  }
}
