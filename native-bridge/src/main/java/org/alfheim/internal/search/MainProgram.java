package org.alfheim.internal.search;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.inspect.ElfImage;
import org.alfheim.elf.inspect.Inspection;

/**
 * The program that this process runs. Its {@code DT_RPATH} counts for all libraries, and its folder
 * is {@code $ORIGIN} in {@code LD_LIBRARY_PATH}.
 *
 * @param origin its folder
 * @param rpath {@code DT_RPATH}; nothing where it has a {@code DT_RUNPATH} too
 */
record MainProgram(Optional<Path> origin, Optional<String> rpath) {
  private static final Path EXECUTABLE = Path.of("/proc/self/exe");

  private static final class OfProcess {
    static final MainProgram PROGRAM = read();
  }

  /** The one of this process. It is read once. */
  static MainProgram ofProcess() {
    return OfProcess.PROGRAM;
  }

  private static MainProgram read() {
    try {
      Path file = Files.readSymbolicLink(EXECUTABLE);
      MemorySegment bytes = MemorySegment.ofArray(Files.readAllBytes(EXECUTABLE)).asReadOnly();
      Optional<String> rpath =
          Inspection.of(file.toString(), bytes) instanceof ElfImage image
                  && image.runpath().isEmpty()
              ? image.rpath()
              : Optional.empty();
      return new MainProgram(Optional.ofNullable(file.getParent()), rpath);
    } catch (IOException | ElfException unknown) {
      return new MainProgram(Optional.empty(), Optional.empty());
    }
  }
}
