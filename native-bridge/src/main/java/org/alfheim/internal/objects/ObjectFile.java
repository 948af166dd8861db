package org.alfheim.internal.objects;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.elf.ArchiveFile;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.FileHeader;

/**
 * A relocatable object, or an archive of some.
 *
 * @param name what to call it in messages
 * @param path its file, by its real path; empty where it lies in memory
 * @param bytes its bytes, which do not change
 */
public record ObjectFile(String name, Optional<Path> path, MemorySegment bytes) {
  /** How many bytes tell what a file is. */
  public static final int START = 64;

  private static final int ELF = 0x464c457f;
  private static final int BITCODE = 0xdec04342;
  private static final int WRAPPED_BITCODE = 0x0b17c0de;
  private static final int BYTE_ORDER = 5;
  private static final int TYPE = 16;
  private static final int DELETE = 127;

  /**
   * Whether a file is to be linked before it can be opened: a relocatable object, an archive,
   * bytecode in the place of an object, or a script under an archive's name.
   *
   * @param name the file's name
   * @param bytes its first bytes, {@link #START} of them at least, or all
   */
  public static boolean isMeant(String name, MemorySegment bytes) {
    ElfBytes file = new ElfBytes(name, bytes);
    int size = (int) Math.min(START, file.size());
    if (size < 4 || ArchiveFile.begins(file)) {
      return size >= 4;
    }
    ByteBuffer start = file.window(0, size, "e_ident", 0);
    return switch (start.getInt(0)) {
      case ELF ->
          size >= TYPE + 2
              && start.get(BYTE_ORDER) == 1
              && start.getShort(TYPE) == FileHeader.ET_REL;
      case BITCODE, WRAPPED_BITCODE -> true;
      default -> name.endsWith(".a") && isText(start);
    };
  }

  /** Whether it is a text, and no object or archive. */
  boolean isText() {
    ElfBytes file = new ElfBytes(name, bytes);
    int size = (int) Math.min(START, file.size());
    return size > 0 && !ArchiveFile.begins(file) && isText(file.window(0, size, "e_ident", 0));
  }

  private static boolean isText(ByteBuffer start) {
    for (int i = 0; i < start.limit(); i++) {
      int b = start.get(i);
      if ((b >= 0 && b < '\t') || (b > '\r' && b < ' ') || b == DELETE) {
        return false;
      }
    }
    return true;
  }
}
