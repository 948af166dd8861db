package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.plugin.TypeSource;

/**
 * Types in the form of BTF, as a bundle carries them: read when the first is wanted.
 *
 * @param file the file that has them
 */
record CarriedTypes(Path file) implements TypeSource {
  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public MemorySegment read(Arena arena) throws IOException {
    return MemorySegment.ofArray(Files.readAllBytes(file));
  }
}
