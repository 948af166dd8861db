package org.alfheim.bnd;

import aQute.bnd.osgi.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.LinkedObjects;
import org.alfheim.plugin.spi.PluginSource;

/**
 * The file of an image, in the bundle or on its way there.
 *
 * @param entry its path in the bundle
 * @param source the file that it is taken from, if the header names one
 * @param content its bytes
 */
record ImageEntry(String entry, Optional<Path> source, Resource content) {
  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

  /** What a person calls it: the file where it lies now. */
  String shown() {
    return source.map(Path::toString).orElse(entry);
  }

  /** Whether it is an ELF file at all. */
  boolean isElf() throws IOException {
    try (InputStream stream = open()) {
      return java.util.Arrays.equals(stream.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /** Whether it has to be linked. */
  boolean isObject() throws IOException {
    return LinkedObjects.isMeant(entry, MemorySegment.ofArray(bytes()));
  }

  /** Its bytes, for who links them. */
  PluginSource.InMemory part() throws IOException {
    return new PluginSource.InMemory(shown(), MemorySegment.ofArray(bytes()));
  }

  private byte[] bytes() throws IOException {
    try (InputStream stream = open()) {
      return stream.readAllBytes();
    }
  }

  /**
   * Reads it from end to end.
   *
   * @throws org.alfheim.elf.ElfException if it is no image for this loader
   */
  SharedObject image() throws IOException {
    return SharedObject.parse(shown(), MemorySegment.ofArray(bytes()).asReadOnly());
  }

  private InputStream open() throws IOException {
    try {
      return content.openInputStream();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
