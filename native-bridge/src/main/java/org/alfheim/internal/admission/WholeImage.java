package org.alfheim.internal.admission;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.alfheim.internal.objects.ObjectFile;

/** Where all bytes of an image are to be had, for whoever judges it. */
public interface WholeImage {

  /**
   * Copies all of it.
   *
   * @param arena for how long the copy is needed
   * @throws IOException if it can't be read
   */
  MemorySegment whole(Arena arena) throws IOException;

  /** The relocatable objects and archives that it is linked of; none of a shared object. */
  default List<ObjectFile> objects() {
    return List.of();
  }
}
