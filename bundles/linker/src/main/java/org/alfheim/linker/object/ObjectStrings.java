package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import org.alfheim.elf.ElfBytes;

/**
 * A string table of an object. Names may share their bytes, as assemblers let them; all together
 * are no longer than sixteen times the file, so that no small file asks for much time or memory.
 */
final class ObjectStrings {
  private final ElfBytes file;
  private final byte[] bytes;
  private final int lastZero;
  private long budget;

  ObjectStrings(ElfBytes file, ByteBuffer table) {
    this.file = file;
    this.bytes = new byte[table.limit()];
    table.get(0, bytes);
    this.lastZero = lastZero(bytes);
    this.budget = 16 * file.size();
  }

  private static int lastZero(byte[] bytes) {
    int at = bytes.length - 1;
    while (at >= 0 && bytes[at] != 0) {
      at--;
    }
    return at;
  }

  /** The string that begins at an offset. */
  ByteRange get(int offset, String field, long at) {
    if (offset < 0 || offset >= bytes.length) {
      throw file.bad(
          field,
          at,
          "a name begins at "
              + Integer.toUnsignedString(offset)
              + " in a string table of "
              + bytes.length
              + " bytes");
    }
    if (offset > lastZero) {
      throw file.bad(field, at, "a name does not end within its string table");
    }
    if (bytes[offset] == 0) {
      return ByteRange.EMPTY;
    }
    ByteRange name = ByteRange.upToZero(bytes, offset);
    budget -= name.length();
    if (budget < 0) {
      throw file.bad(field, at, "the names are together far longer than the file");
    }
    return name;
  }
}
