package org.alfheim.internal.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What ld.so makes of a file that has the name that it looks for, by its ELF header (glibc, {@code
 * open_verify} in {@code elf/dl-load.c}): a file for another machine is passed over, and anything
 * else that is wrong with it ends the search.
 */
final class LibraryHeader {
  private static final int SIZE = 64;
  private static final int ELFMAG = 0x464c457f;
  private static final int ELFCLASS64 = 2;
  private static final int ELFDATA2LSB = 1;
  private static final int EV_CURRENT = 1;
  private static final int ELFOSABI_GNU = 3;
  private static final int EM_X86_64 = 62;
  private static final int ET_EXEC = 2;
  private static final int ET_DYN = 3;

  private static final int EI_CLASS = 4;
  private static final int EI_DATA = 5;
  private static final int EI_VERSION = 6;
  private static final int EI_OSABI = 7;
  private static final int E_TYPE = 16;
  private static final int E_MACHINE = 18;

  private LibraryHeader() {}

  /** Looks at a file. */
  static Lookup of(Path file) {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException absent) {
      return new Lookup.Absent();
    }
    if (!attributes.isRegularFile()) {
      return damaged(file, "is not a regular file");
    }
    if (!Files.isReadable(file)) {
      return new Lookup.Absent();
    }
    ByteBuffer header = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file)) {
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // A file may be read in pieces.
      }
    } catch (IOException e) {
      return damaged(file, "can't be read");
    }
    return header.hasRemaining() ? damaged(file, "is too short") : of(file, header);
  }

  private static Lookup of(Path file, ByteBuffer header) {
    if (header.getInt(0) != ELFMAG) {
      return damaged(file, "is no ELF file");
    }
    if (header.get(EI_CLASS) != ELFCLASS64) {
      return new Lookup.Absent();
    }
    int system = header.get(EI_OSABI);
    if (header.get(EI_DATA) != ELFDATA2LSB
        || header.get(EI_VERSION) != EV_CURRENT
        || (system != 0 && system != ELFOSABI_GNU)) {
      return damaged(file, "is not for this system");
    }
    if (header.getShort(E_MACHINE) != EM_X86_64) {
      return new Lookup.Absent();
    }
    int type = header.getShort(E_TYPE);
    return type == ET_DYN || type == ET_EXEC
        ? new Lookup.Found(file)
        : damaged(file, "is no shared object");
  }

  private static Lookup damaged(Path file, String problem) {
    return new Lookup.Refused(file + " is in the way, which " + problem);
  }
}
