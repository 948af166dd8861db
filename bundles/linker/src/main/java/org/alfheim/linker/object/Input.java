package org.alfheim.linker.object;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file that takes part in a link.
 *
 * @param name what to call it in messages
 * @param bytes its bytes, which do not change
 * @param neighbour the bytes of a file by its name relative to this one's folder: the members of a
 *     thin archive are outside of it
 */
public record Input(
    String name, MemorySegment bytes, Function<String, Optional<MemorySegment>> neighbour) {
  /** A file that stands alone. */
  public static Input of(String name, MemorySegment bytes) {
    return new Input(name, bytes, _ -> Optional.empty());
  }
}
