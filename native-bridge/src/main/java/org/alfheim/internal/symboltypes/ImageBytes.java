package org.alfheim.internal.symboltypes;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.alfheim.plugin.TypeSource;

/**
 * A whole image that is in memory already.
 *
 * @param name what to call it
 * @param image its bytes
 */
public record ImageBytes(String name, MemorySegment image) implements TypeSource {
  @Override
  public MemorySegment read(Arena arena) {
    return image;
  }
}
