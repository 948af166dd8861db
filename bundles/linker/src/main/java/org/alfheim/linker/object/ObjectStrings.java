package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.alfheim.elf.ElfBytes;
import org.alfheim.names.RawText;

/**
 * A string table of an object. Names may share their bytes, as assemblers let them; all together
 * are no longer than sixteen times the file, so that no small file asks for much memory.
 */
final class ObjectStrings {
  private final ElfBytes file;
  private final byte[] bytes;
  private long budget;

  ObjectStrings(ElfBytes file, ByteBuffer table) {
    this.file = file;
    this.bytes = new byte[table.limit()];
    table.get(0, bytes);
    this.budget = 16 * file.size();
  }

  /** The string that begins at an offset. */
  String get(int offset, String field, long at) {
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
    int end = offset;
    boolean ascii = true;
    while (end < bytes.length && bytes[end] != 0) {
      ascii &= bytes[end] > 0;
      end++;
    }
    if (end == bytes.length) {
      throw file.bad(field, at, "a name does not end within its string table");
    }
    budget -= end - offset;
    if (budget < 0) {
      throw file.bad(field, at, "the names are together far longer than the file");
    }
    return ascii
        ? new String(bytes, offset, end - offset, StandardCharsets.ISO_8859_1)
        : RawText.decode(Arrays.copyOfRange(bytes, offset, end));
  }
}
