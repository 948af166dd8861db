package org.alfheim.plugin;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that knows the types of an image's symbols and is not the file that the image was
 * opened from: an ELF file with debug information, such as the entry of a jar that the image was
 * read from, or types in the form of BTF. It is asked when the first type is wanted.
 */
@ConsumerType
public interface TypeSource {

  /**
   * Types in a file of their own: those that {@code alfheim wrap} puts into a bundle, or an ELF
   * file with debug information.
   *
   * @param file the file, which is read when the first type is wanted
   * @return a source with the name of the file
   */
  static TypeSource of(Path file) {
    return new TypeSource() {
      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public MemorySegment read(Arena arena) throws IOException {
        return MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly();
      }
    };
  }

  /** What to call it in messages, always the same. */
  String name();

  /**
   * Reads it. May be called by any thread, and again if it failed.
   *
   * @param arena what the memory may be allocated from; it lives as long as the types are in use
   * @return an ELF file, or BTF
   * @throws IOException if it can't be read
   */
  MemorySegment read(Arena arena) throws IOException;
}
