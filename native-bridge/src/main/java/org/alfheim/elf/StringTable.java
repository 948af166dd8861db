package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.alfheim.names.RawText;

/**
 * A string table (gABI, "String Table"): its last byte is NUL, so every offset in it begins a
 * string that ends.
 */
public final class StringTable {
  /** How many bytes are read at once in search of a string's end. */
  private static final int PIECE = 64;

  private final MemorySegment bytes;
  private final ByteBuffer buffer;

  private StringTable(MemorySegment bytes) {
    this.bytes = bytes;
    this.buffer = ElfBytes.buffer(bytes);
  }

  /**
   * Takes a string table as it is, after a look at its last byte.
   *
   * @throws ElfException if it is empty or does not end in NUL
   */
  static StringTable of(ElfBytes file, MemorySegment bytes, String field, long at) {
    StringTable table = new StringTable(bytes);
    int size = table.buffer.limit();
    if (size == 0 || table.buffer.get(size - 1) != 0) {
      throw file.bad(field, at, "the string table does not end in a NUL byte");
    }
    return table;
  }

  /** The table's bytes, read-only. */
  public MemorySegment bytes() {
    return bytes;
  }

  /** The bytes of the table. */
  int size() {
    return buffer.limit();
  }

  /**
   * The string that begins at an offset, as {@link RawText} has it: decoded from UTF-8, and other
   * bytes can be had back.
   *
   * @param offset where the string begins, in bytes
   * @return the string, without its NUL
   * @throws IndexOutOfBoundsException if the offset is not in the table
   */
  public String get(long offset) {
    return RawText.decode(encoded((int) Objects.checkIndex(offset, size())));
  }

  /** The bytes of the string at an offset, without its NUL. */
  byte[] encoded(int offset) {
    byte[] text = new byte[length(offset)];
    buffer.get(offset, text);
    return text;
  }

  /** How many bytes the string at an offset has, without its NUL. */
  int length(int offset) {
    return length(offset, buffer.limit());
  }

  /** The same, but of a longer string no more than a number of bytes. */
  private int length(int offset, long most) {
    byte[] piece = new byte[PIECE];
    int end = (int) Math.min(offset + most, buffer.limit());
    int start = offset;
    while (start < end) {
      int read = Math.min(PIECE, end - start);
      buffer.get(start, piece, 0, read);
      for (int i = 0; i < read; i++) {
        if (piece[i] == 0) {
          return start + i - offset;
        }
      }
      start += read;
    }
    return end - offset;
  }

  /**
   * Whether every string is shorter than a number of bytes, by a look at the first NUL of each
   * block of half that size: quick, and right when it says yes.
   */
  boolean allShorterThan(long bytes) {
    long block = Math.max(1, bytes / 2);
    for (long start = 0; start + block <= buffer.limit(); start += block) {
      if (length((int) start, block) == block) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the string at an offset is exactly these bytes; bytes with a NUL among them are no
   * string.
   */
  boolean matches(int offset, byte[] name) {
    if (name.length >= buffer.limit() - offset) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      byte c = buffer.get(offset + i);
      if (c == 0 || c != name[i]) {
        return false;
      }
    }
    return buffer.get(offset + name.length) == 0;
  }

  /** Whether the string at an offset is exactly this one, which has to be of ASCII only. */
  boolean matches(int offset, String name) {
    int length = name.length();
    if (length >= buffer.limit() - offset) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (buffer.get(offset + i) != (byte) name.charAt(i)) {
        return false;
      }
    }
    return buffer.get(offset + length) == 0;
  }
}
