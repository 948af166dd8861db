package org.alfheim.bind;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.alfheim.types.StructureType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A structure of C as Java sees it: a {@linkplain Struct view}, a record or a {@linkplain
 * FunctionTable table of functions}, laid over the type that an image knows. Safe for use by any
 * number of threads.
 *
 * @param <S> the view, the record or the table
 */
@ProviderType
public interface Structure<S> {
  /** The structure in C. */
  StructureType type();

  /**
   * What lies in memory: a view of it, or a record that has copied it.
   *
   * @param memory the structure's memory
   * @return the view or the record
   * @throws IndexOutOfBoundsException if the memory is smaller than the structure
   * @throws IllegalStateException if a record is to be read, and the memory's arena is closed; a
   *     view tells that at its first access
   * @throws NullPointerException if the memory is null
   */
  S at(MemorySegment memory);

  /**
   * A new structure, all zeros.
   *
   * @param allocator gives the memory, an {@link java.lang.foreign.Arena} perhaps
   * @return what {@link #at} gives of it
   * @throws IllegalStateException if the arena is closed
   */
  S allocate(SegmentAllocator allocator);

  /**
   * Writes a record's components; other members stay as they are. A view is copied whole. Of a
   * table of Java's, the functions are there as long as the memory.
   *
   * @param memory the structure's memory
   * @param value what to write
   * @throws IndexOutOfBoundsException if the memory is smaller than the structure
   * @throws IllegalStateException if the memory's arena, or that of a view, is closed
   * @throws NullPointerException if the memory or the value is null
   */
  void write(MemorySegment memory, S value);
}
