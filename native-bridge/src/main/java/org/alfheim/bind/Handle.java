package org.alfheim.bind;

import java.lang.foreign.MemorySegment;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A pointer to something that only a library knows from within, with a type of its own. An
 * interface of yours that extends this one is such a type: {@code interface Db extends Handle {}}
 * stands for {@code sqlite3 *} in the methods of a {@linkplain org.alfheim.bind contract}, as a
 * parameter and as a result. It may have default and static methods, and no abstract ones.
 *
 * <p>A binding makes the implementation. It is never null, unless {@link Nullable} allows that, and
 * equal to others by type and address. Where the contract has a method that {@linkplain Releases
 * releases} the type, the same pointer is the same object as long as somebody has that.
 *
 * <p>Safe for use by any number of threads, as far as the library is. From when a call that
 * releases the handle has begun, each use is an {@link IllegalStateException}, and C is not called.
 * While another call that has the handle runs, in whatever thread, or as a callback of that call, a
 * release is refused by an {@link IllegalStateException}: the library still uses what would be
 * freed.
 */
@ConsumerType
public interface Handle extends AutoCloseable {
  /** The pointer, and whether it may be used. */
  OpaquePointer pointer();

  /**
   * Where it points.
   *
   * @return the address, as memory of length 0
   * @throws IllegalStateException if the handle has been released
   */
  default MemorySegment address() {
    return pointer().address();
  }

  /** Whether a release has begun. */
  default boolean isReleased() {
    return pointer().isReleased();
  }

  /**
   * Releases what it points to, by the method of the contract that made it and that is annotated
   * with {@link Releases}. If it has been released, nothing happens.
   *
   * @throws UnsupportedOperationException if nothing in that contract releases this type, or no
   *     method that needs nothing else than the handle
   * @throws IllegalStateException if a call that has the handle runs
   */
  @Override
  default void close() {
    pointer().release(this);
  }
}
