package org.alfheim.internal.btf;

import org.alfheim.types.TypesException;

/**
 * The header of BTF: where its types and its names lie. Linkers that know nothing of BTF put the
 * sections of several objects one after the other, so a section may have several, each with what
 * belongs to it.
 *
 * @param types where the types begin, in bytes from the beginning of the section
 * @param typesEnd where they end
 * @param strings where the names begin
 * @param stringsEnd where they end
 * @param end where what belongs to this header ends
 */
record BtfHeader(int types, int typesEnd, int strings, int stringsEnd, int end) {
  static final int MAGIC = 0xeb9f;
  static final int VERSION = 1;
  static final int SIZE = 24;

  private static final int SWAPPED = 0x9feb;
  private static final int ALIGNMENT = 4;
  private static final int SIZE_WITH_LAYOUT = SIZE + 8;

  /** Whether a header may begin at an offset: whether the magic is there. */
  static boolean at(BtfBytes bytes, int offset) {
    return offset <= bytes.size() - 2 && bytes.u16(offset) == MAGIC;
  }

  /**
   * The header at an offset.
   *
   * @throws TypesException if there is none, or it leads out of the section
   */
  static BtfHeader read(BtfBytes bytes, int offset) {
    if (bytes.size() - offset < SIZE) {
      throw bytes.bad(
          offset,
          "the header of BTF has "
              + SIZE
              + " bytes, and "
              + (bytes.size() - offset)
              + " are there");
    }
    int magic = bytes.u16(offset);
    if (magic == SWAPPED) {
      throw bytes.bad(offset, "BTF for a big-endian machine; AMD64 is little-endian");
    }
    if (magic != MAGIC) {
      throw bytes.bad(offset, "no BTF: magic 0x" + Integer.toHexString(magic) + ", not 0xeb9f");
    }
    int version = bytes.u8(offset + 2);
    if (version != VERSION) {
      throw bytes.bad(offset + 2, "version " + version + " of BTF; version 1 can be read");
    }
    long size = bytes.u32(offset + 4);
    if (size < SIZE || size > bytes.size() - offset) {
      throw bytes.bad(offset + 4, "hdr_len " + size + " is out of range");
    }
    int base = offset + (int) size;
    int types = within(bytes, base, offset + 8, "type section");
    int strings = within(bytes, base, offset + 16, "string section");
    int typesEnd = types + bytes.i32(offset + 12);
    int stringsEnd = strings + bytes.i32(offset + 20);
    int end = Math.max(typesEnd, stringsEnd);
    if (size >= SIZE_WITH_LAYOUT) {
      end =
          Math.max(
              end,
              within(bytes, base, offset + SIZE, "layout section") + bytes.i32(offset + SIZE + 4));
    }
    if ((types - base) % ALIGNMENT != 0) {
      throw bytes.bad(offset + 8, "type_off is no multiple of 4");
    }
    if (strings == stringsEnd || bytes.u8(strings) != 0 || bytes.u8(stringsEnd - 1) != 0) {
      throw bytes.bad(offset + 16, "the string section has to begin and to end with NUL");
    }
    return new BtfHeader(types, typesEnd, strings, stringsEnd, end);
  }

  /** The beginning of a part whose offset and length are claimed at a place in the header. */
  private static int within(BtfBytes bytes, int base, int field, String what) {
    long begin = base + bytes.u32(field);
    long length = bytes.u32(field + 4);
    if (begin + length > bytes.size()) {
      throw bytes.bad(
          field,
          "the "
              + what
              + " ends at 0x"
              + Long.toHexString(begin + length)
              + ", behind the end of what is there, 0x"
              + Integer.toHexString(bytes.size()));
    }
    return (int) begin;
  }
}
