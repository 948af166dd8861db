package org.alfheim.plugin.spi;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.osgi.annotation.versioning.ConsumerType;

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

  /**
   * Bytes that come one after the other, such as an entry of a jar. They are read once, to where
   * they stay; a second time only where an {@linkplain org.alfheim.plugin.admission.Admission
   * admission} asks for those that an open does not need.
   *
   * @param name what the caller calls the image; it may be a path within an archive
   * @param size how many bytes come: an image of which fewer or more come is refused. {@link
   *     #UNKNOWN} if nobody knows; then all that comes is held in memory, debug information too
   * @param content the bytes
   */
  record OfStream(String name, long size, Content content) implements PluginSource {
    /** The size of what comes to an end that nobody knows. */
    public static final long UNKNOWN = -1;

    /** Where the bytes are to be had. */
    @ConsumerType
    @FunctionalInterface
    public interface Content {
      /**
       * The bytes, from the first one on, the same each time. Who asks for them closes the stream.
       *
       * @return a new stream
       * @throws IOException if they can't be had
       */
      InputStream open() throws IOException;
    }

    /**
     * Checks that there is a name and content.
     *
     * @throws IllegalArgumentException if the size is negative, and not {@link #UNKNOWN}
     */
    public OfStream {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(content, "content");
      if (size < UNKNOWN) {
        throw new IllegalArgumentException("size: " + size);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Relocatable objects ({@code .o}) and archives of them ({@code .a}) that become one image, as
   * {@link org.alfheim.plugin.OpenOptions#linking} says.
   *
   * @param parts where each is to be had, in the order in which their sections are laid out; at
   *     least one, and none of them consists of objects itself
   */
  record OfObjects(List<PluginSource> parts) implements PluginSource {
    /**
     * Checks and copies the list.
     *
     * @throws IllegalArgumentException if there is no part, or one consists of objects itself
     */
    public OfObjects {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("no object, and an image is made of at least one");
      }
      if (parts.stream().anyMatch(OfObjects.class::isInstance)) {
        throw new IllegalArgumentException("a part consists of objects itself; name those");
      }
    }

    @Override
    public String toString() {
      return parts.stream().map(PluginSource::toString).collect(Collectors.joining("+"));
    }
  }
}
