package org.alfheim.elf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.elf.inspect.ElfImage;
import org.alfheim.elf.inspect.Inspection;

/** Files as images. */
final class Images {
  private Images() {}

  static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static SharedObject parse(Path path) {
    return parse(path.getFileName().toString(), bytes(path));
  }

  static SharedObject parse(String name, byte[] bytes) {
    return SharedObject.parse(name, MemorySegment.ofArray(bytes));
  }

  static Inspection inspect(Path path) {
    return Inspection.of(path.getFileName().toString(), MemorySegment.ofArray(bytes(path)));
  }

  static ElfImage image(Path path) {
    return (ElfImage) inspect(path);
  }
}
