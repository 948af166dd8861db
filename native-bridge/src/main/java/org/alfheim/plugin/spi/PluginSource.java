package org.alfheim.plugin.spi;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Objects;

/** Where a plugin's image is to be had. Its text is what messages call the image. */
public sealed interface PluginSource {

  /**
   * A file.
   *
   * @param file its path, as the caller gave it
   */
  record OfFile(Path file) implements PluginSource {
    /** Checks that there is one. */
    public OfFile {
      Objects.requireNonNull(file, "file");
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  /**
   * Bytes in memory.
   *
   * @param name what the caller calls the image; it may be a path within an archive
   * @param image the whole image; it is the caller's, and nobody writes to it
   */
  record InMemory(String name, MemorySegment image) implements PluginSource {
    /** Checks that both are there. */
    public InMemory {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(image, "image");
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
