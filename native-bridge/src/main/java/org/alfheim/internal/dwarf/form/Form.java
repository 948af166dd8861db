package org.alfheim.internal.dwarf.form;

import org.alfheim.internal.dwarf.section.Reader;

/** How an attribute's value is written (DWARF 5, table 7.6, and GNU's). */
public final class Form {
  public static final int ADDR = 0x01;
  public static final int BLOCK2 = 0x03;
  public static final int BLOCK4 = 0x04;
  public static final int DATA2 = 0x05;
  public static final int DATA4 = 0x06;
  public static final int DATA8 = 0x07;
  public static final int STRING = 0x08;
  public static final int BLOCK = 0x09;
  public static final int BLOCK1 = 0x0a;
  public static final int DATA1 = 0x0b;
  public static final int FLAG = 0x0c;
  public static final int SDATA = 0x0d;
  public static final int STRP = 0x0e;
  public static final int UDATA = 0x0f;
  public static final int REF_ADDR = 0x10;
  public static final int REF1 = 0x11;
  public static final int REF2 = 0x12;
  public static final int REF4 = 0x13;
  public static final int REF8 = 0x14;
  public static final int REF_UDATA = 0x15;
  public static final int INDIRECT = 0x16;
  public static final int SEC_OFFSET = 0x17;
  public static final int EXPRLOC = 0x18;
  public static final int FLAG_PRESENT = 0x19;
  public static final int STRX = 0x1a;
  public static final int ADDRX = 0x1b;
  public static final int REF_SUP4 = 0x1c;
  public static final int STRP_SUP = 0x1d;
  static final int DATA16 = 0x1e;
  public static final int LINE_STRP = 0x1f;
  public static final int REF_SIG8 = 0x20;
  public static final int IMPLICIT_CONST = 0x21;
  public static final int LOCLISTX = 0x22;
  public static final int RNGLISTX = 0x23;
  public static final int REF_SUP8 = 0x24;
  public static final int STRX1 = 0x25;
  public static final int STRX2 = 0x26;
  public static final int STRX3 = 0x27;
  public static final int STRX4 = 0x28;
  public static final int ADDRX1 = 0x29;
  public static final int ADDRX2 = 0x2a;
  public static final int ADDRX3 = 0x2b;
  public static final int ADDRX4 = 0x2c;
  public static final int GNU_ADDR_INDEX = 0x1f01;
  public static final int GNU_STR_INDEX = 0x1f02;
  public static final int GNU_REF_ALT = 0x1f20;
  public static final int GNU_STRP_ALT = 0x1f21;

  private static final int VARIABLE = -1;
  private static final int UNKNOWN = -2;

  /** The sizes of all forms but GNU's: a switch is slow before it is compiled. */
  private static final byte[] SIZES = sizes(false);

  private static final byte[] WIDE_SIZES = sizes(true);

  private Form() {}

  private static byte[] sizes(boolean wide) {
    byte[] sizes = new byte[ADDRX4 + 1];
    for (int form = 0; form < sizes.length; form++) {
      sizes[form] = (byte) listed(form, wide);
    }
    return sizes;
  }

  /** Whether there is such a form. */
  static boolean known(int form) {
    return size(form, false, 5) != UNKNOWN;
  }

  /**
   * How many bytes a value has; negative where that is in the value.
   *
   * @param wide whether the unit is of 64-bit DWARF
   * @param version the unit's version
   */
  public static int size(int form, boolean wide, int version) {
    if (form > ADDRX4 || form < 0) {
      return listed(form, wide);
    }
    return form == REF_ADDR && version == 2 ? Long.BYTES : (wide ? WIDE_SIZES : SIZES)[form];
  }

  private static int listed(int form, boolean wide) {
    return switch (form) {
      case FLAG_PRESENT, IMPLICIT_CONST -> 0;
      case DATA1, FLAG, REF1, STRX1, ADDRX1 -> 1;
      case DATA2, REF2, STRX2, ADDRX2 -> 2;
      case STRX3, ADDRX3 -> 3;
      case DATA4, REF4, REF_SUP4, STRX4, ADDRX4 -> 4;
      case ADDR, DATA8, REF8, REF_SIG8, REF_SUP8 -> 8;
      case DATA16 -> 16;
      case REF_ADDR, STRP, SEC_OFFSET, STRP_SUP, LINE_STRP, GNU_REF_ALT, GNU_STRP_ALT ->
          wide ? 8 : 4;
      case STRING,
          BLOCK,
          BLOCK1,
          BLOCK2,
          BLOCK4,
          EXPRLOC,
          SDATA,
          UDATA,
          REF_UDATA,
          INDIRECT,
          STRX,
          ADDRX,
          LOCLISTX,
          RNGLISTX,
          GNU_ADDR_INDEX,
          GNU_STR_INDEX ->
          VARIABLE;
      default -> UNKNOWN;
    };
  }

  /** Goes behind a value. */
  public static void skip(int form, Reader reader, UnitHeader unit) {
    int size = size(form, unit.wide(), unit.version());
    if (size >= 0) {
      reader.skip(size);
      return;
    }
    switch (form) {
      case STRING -> reader.skipString();
      case BLOCK, EXPRLOC -> reader.skip(reader.uleb());
      case BLOCK1 -> reader.skip(reader.u1());
      case BLOCK2 -> reader.skip(reader.u2());
      case BLOCK4 -> reader.skip(reader.u4());
      case SDATA, UDATA, REF_UDATA, STRX, ADDRX, LOCLISTX, RNGLISTX -> reader.skipLeb();
      case GNU_ADDR_INDEX, GNU_STR_INDEX -> reader.skipLeb();
      case INDIRECT -> skip(direct(reader), reader, unit);
      default -> throw unknown(form, reader);
    }
  }

  /** The form that a value of {@link #INDIRECT} names for itself. */
  public static int direct(Reader reader) {
    int form = reader.ulebInt("a form");
    if (form == INDIRECT || form == IMPLICIT_CONST || !known(form)) {
      throw unknown(form, reader);
    }
    return form;
  }

  private static org.alfheim.types.TypesException unknown(int form, Reader reader) {
    return reader.bad("form 0x" + Integer.toHexString(form) + " is not known here");
  }
}
