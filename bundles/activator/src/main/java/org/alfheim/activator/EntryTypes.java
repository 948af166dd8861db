package org.alfheim.activator;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import org.alfheim.plugin.TypeSource;

/**
 * An entry of a bundle that knows types: an image, or BTF beside it. It is read when the first type
 * is wanted.
 *
 * @param name what to call it
 * @param entry where it is
 */
record EntryTypes(String name, URL entry) implements TypeSource {
  @Override
  public MemorySegment read(Arena arena) throws IOException {
    return MemorySegment.ofArray(EntryBytes.of(entry)).asReadOnly();
  }
}
