package org.alfheim.bind;

import java.lang.foreign.MemorySegment;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a {@link Handle} has from the binding that made it. Two are equal if their types and
 * addresses are.
 */
@ProviderType
public interface OpaquePointer {
  /** The interface of the handle. */
  Class<? extends Handle> type();

  /**
   * Where it points.
   *
   * @return the address, as memory of length 0
   * @throws IllegalStateException if it has been released
   */
  MemorySegment address();

  /** Whether a release has begun. */
  boolean isReleased();

  /**
   * What {@link Handle#close()} does.
   *
   * @param handle the handle that is closed
   * @throws UnsupportedOperationException as {@link Handle#close()}
   * @throws IllegalStateException as {@link Handle#close()}
   */
  void release(Handle handle);
}
