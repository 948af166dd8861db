package org.alfheim.internal.dwarf.form;

import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.section.SectionBytes;
import org.alfheim.types.TypesException;

/**
 * The header of a unit (DWARF 5, 7.5.1).
 *
 * @param start where the unit begins in its section
 * @param end where it ends
 * @param first where its first DIE begins
 * @param version 2 to 5
 * @param kind DW_UT, from version 5 on; else 0
 * @param wide whether it is of 64-bit DWARF
 * @param abbreviations where its abbreviations begin in their section
 * @param id of a type unit its signature, of a split unit the id of both parts; else 0
 * @param typeOffset of a type unit, where the type's DIE begins, from {@link #start} on; else -1
 */
public record UnitHeader(
    int start,
    int end,
    int first,
    int version,
    int kind,
    boolean wide,
    long abbreviations,
    long id,
    long typeOffset) {
  private static final int DW_UT_TYPE = 2;
  private static final int DW_UT_SKELETON = 4;
  private static final int DW_UT_SPLIT_COMPILE = 5;
  private static final int DW_UT_SPLIT_TYPE = 6;

  /**
   * Reads a header.
   *
   * @param section .debug_info or .debug_types
   * @param start where the unit begins
   * @param types whether it is .debug_types
   */
  public static UnitHeader read(SectionBytes section, int start, boolean types) {
    Reader reader = new Reader(section, start, section.size());
    long length = reader.u4();
    boolean wide = length == 0xffffffffL;
    if (wide) {
      length = reader.u8();
    } else if (length >= 0xfffffff0L) {
      throw section.bad(start, "unit_length 0x" + Long.toHexString(length) + " is reserved");
    }
    if (length < 0 || length > section.size() - reader.position()) {
      throw section.bad(
          start, "unit_length 0x" + Long.toHexString(length) + " leads beyond the section's end");
    }
    int end = reader.position() + (int) length;
    reader = new Reader(section, reader.position(), end);
    int version = reader.u2();
    if (version < 2 || version > 5) {
      throw section.bad(start, "DWARF version " + version + " is not supported, 2 to 5 are");
    }
    int kind = version == 5 ? reader.u1() : 0;
    int addressSize = version == 5 ? reader.u1() : 0;
    long abbreviations = reader.offset(wide);
    if (version < 5) {
      addressSize = reader.u1();
    }
    if (addressSize != Long.BYTES) {
      throw section.bad(start, "addresses of " + addressSize + " bytes, AMD64 has 8");
    }
    return rest(reader, start, version, types ? DW_UT_TYPE : kind, wide, abbreviations);
  }

  private static UnitHeader rest(
      Reader reader, int start, int version, int kind, boolean wide, long abbreviations) {
    boolean type = kind == DW_UT_TYPE || kind == DW_UT_SPLIT_TYPE;
    boolean split = kind == DW_UT_SKELETON || kind == DW_UT_SPLIT_COMPILE;
    long id = type || split ? reader.u8() : 0;
    long typeOffset = type ? reader.offset(wide) : -1;
    return new UnitHeader(
        start, reader.end(), reader.position(), version, kind, wide, abbreviations, id, typeOffset);
  }

  /** Whether it is a unit of one type. */
  public boolean type() {
    return typeOffset >= 0;
  }

  /** Whether the unit only says where its other part is, which was split off. */
  public boolean skeleton() {
    return kind == DW_UT_SKELETON;
  }

  /** The bytes of an offset in a section. */
  public int offsetSize() {
    return wide ? Long.BYTES : Integer.BYTES;
  }

  /** What is thrown where the unit is damaged. */
  public TypesException bad(SectionBytes section, String problem) {
    return section.bad(start, problem);
  }
}
