package org.alfheim.linker.relocation;

import org.alfheim.linker.object.RelocationWidth;

/**
 * The relocation types of an object file (x86-64 psABI, table 4.9): the number, the formula and the
 * range of each. In formulas S is the symbol's address, A the addend, P the place, GOT the address
 * of the global offset table, G the offset of the symbol's slot in it, L the entry of the procedure
 * linkage table, Z the symbol's size.
 */
public enum RelocationKind {
  NONE(0, Formula.NOTHING, Range.WHOLE),
  WORD64(1, Formula.ADDRESS, Range.WHOLE),
  PC32(2, Formula.RELATIVE, Range.SIGNED),
  GOT32(3, Formula.SLOT_OFFSET, Range.SIGNED),
  PLT32(4, Formula.CALL, Range.SIGNED),
  GOTPCREL(9, Formula.SLOT_RELATIVE, Range.SIGNED),
  WORD32(10, Formula.ADDRESS, Range.UNSIGNED),
  WORD32S(11, Formula.ADDRESS, Range.SIGNED),
  WORD16(12, Formula.ADDRESS, Range.EITHER),
  PC16(13, Formula.RELATIVE, Range.SIGNED),
  WORD8(14, Formula.ADDRESS, Range.EITHER),
  PC8(15, Formula.RELATIVE, Range.SIGNED),
  DTPOFF64(17, Formula.TLS_OFFSET, Range.WHOLE),
  TPOFF64(18, Formula.THREAD_OFFSET, Range.WHOLE),
  TLSGD(19, Formula.TLS_PAIR, Range.SIGNED),
  TLSLD(20, Formula.TLS_MODULE, Range.SIGNED),
  DTPOFF32(21, Formula.TLS_OFFSET, Range.SIGNED),
  GOTTPOFF(22, Formula.THREAD_SLOT, Range.SIGNED),
  TPOFF32(23, Formula.THREAD_OFFSET, Range.SIGNED),
  PC64(24, Formula.RELATIVE, Range.WHOLE),
  GOTOFF64(25, Formula.FROM_TABLE, Range.WHOLE),
  GOTPC32(26, Formula.TABLE_RELATIVE, Range.SIGNED),
  GOT64(27, Formula.SLOT_OFFSET, Range.WHOLE),
  GOTPCREL64(28, Formula.SLOT_RELATIVE, Range.WHOLE),
  GOTPC64(29, Formula.TABLE_RELATIVE, Range.WHOLE),
  GOTPLT64(30, Formula.SLOT_OFFSET, Range.WHOLE),
  PLTOFF64(31, Formula.CALL_FROM_TABLE, Range.WHOLE),
  SIZE32(32, Formula.SIZE, Range.UNSIGNED),
  SIZE64(33, Formula.SIZE, Range.WHOLE),
  GOTPC32_TLSDESC(34, Formula.DESCRIPTOR, Range.SIGNED),
  TLSDESC_CALL(35, Formula.NOTHING, Range.WHOLE),
  GOTPCRELX(41, Formula.SLOT_RELATIVE, Range.SIGNED),
  REX_GOTPCRELX(42, Formula.SLOT_RELATIVE, Range.SIGNED),
  CODE_4_GOTPCRELX(43, Formula.SLOT_RELATIVE, Range.SIGNED),
  CODE_4_GOTTPOFF(44, Formula.THREAD_SLOT, Range.SIGNED),
  CODE_4_GOTPC32_TLSDESC(45, Formula.DESCRIPTOR, Range.SIGNED),
  CODE_5_GOTPCRELX(46, Formula.SLOT_RELATIVE, Range.SIGNED),
  CODE_5_GOTTPOFF(47, Formula.THREAD_SLOT, Range.SIGNED),
  CODE_5_GOTPC32_TLSDESC(48, Formula.DESCRIPTOR, Range.SIGNED),
  CODE_6_GOTPCRELX(49, Formula.SLOT_RELATIVE, Range.SIGNED),
  CODE_6_GOTTPOFF(50, Formula.THREAD_SLOT, Range.SIGNED),
  CODE_6_GOTPC32_TLSDESC(51, Formula.DESCRIPTOR, Range.SIGNED);

  /** What is computed. */
  public enum Formula {
    /** Nothing is written. */
    NOTHING,
    /** S + A. */
    ADDRESS,
    /** S + A - P. */
    RELATIVE,
    /** L + A - P, or S + A - P where no entry is needed. */
    CALL,
    /** G + A. */
    SLOT_OFFSET,
    /** G + GOT + A - P. */
    SLOT_RELATIVE,
    /** S + A - GOT. */
    FROM_TABLE,
    /** GOT + A - P. */
    TABLE_RELATIVE,
    /** L - GOT + A. */
    CALL_FROM_TABLE,
    /** Z + A. */
    SIZE,
    /** A pair of slots: module and offset. */
    TLS_PAIR,
    /** A pair of slots: this module and 0. */
    TLS_MODULE,
    /** The offset in the module's block. */
    TLS_OFFSET,
    /** A slot with the offset from the thread pointer. */
    THREAD_SLOT,
    /** The offset from the thread pointer. */
    THREAD_OFFSET,
    /** A pair of slots: a TLS descriptor. */
    DESCRIPTOR
  }

  /** Which values fit into the field. */
  public enum Range {
    /** All of 64 bits. */
    WHOLE,
    SIGNED,
    UNSIGNED,
    /** What is a signed or an unsigned value of the width. */
    EITHER
  }

  private static final RelocationKind[] BY_NUMBER = new RelocationKind[64];

  static {
    for (RelocationKind kind : values()) {
      BY_NUMBER[kind.number] = kind;
    }
  }

  private final int number;
  private final Formula formula;
  private final Range range;
  private final int width;

  RelocationKind(int number, Formula formula, Range range) {
    this.number = number;
    this.formula = formula;
    this.range = range;
    this.width = RelocationWidth.of(number);
  }

  /** The kind of a number in r_info; null for one that is not of object files. */
  public static RelocationKind of(int number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
  }

  /** What is computed. */
  public Formula formula() {
    return formula;
  }

  /** The bytes of the field. */
  public int width() {
    return width;
  }

  /** The name in the psABI. */
  public String psabiName() {
    String name =
        switch (this) {
          case WORD64 -> "64";
          case WORD32 -> "32";
          case WORD32S -> "32S";
          case WORD16 -> "16";
          case WORD8 -> "8";
          default -> name();
        };
    return "R_X86_64_" + name;
  }

  /** Whether it has to do with the address of a symbol. */
  boolean takesAddress() {
    return switch (formula) {
      case ADDRESS, RELATIVE, CALL, SLOT_OFFSET, SLOT_RELATIVE, FROM_TABLE, CALL_FROM_TABLE -> true;
      default -> false;
    };
  }

  /** Whether it has to do with where a symbol is in the memory of a thread. */
  boolean takesOffset() {
    return switch (formula) {
      case TLS_PAIR, TLS_OFFSET, THREAD_SLOT, THREAD_OFFSET, DESCRIPTOR -> true;
      default -> false;
    };
  }

  /** Whether it gives the way to a symbol that has to be in the image. */
  boolean isDirect() {
    return formula == Formula.RELATIVE
        || formula == Formula.FROM_TABLE
        || this == TPOFF32
        || this == DTPOFF32;
  }

  /** Whether a linker may write another instruction in place of the one that loads a slot. */
  boolean mayBeRelaxed() {
    return this == GOTPCRELX || this == REX_GOTPCRELX;
  }

  /** Whether a value is one of those that the field can have. */
  public boolean fits(long value) {
    int bits = 8 * width;
    return bits == 64
        || switch (range) {
          case WHOLE -> true;
          case SIGNED -> isSigned(value, bits);
          case UNSIGNED -> value >>> bits == 0;
          case EITHER -> isSigned(value, bits) || value >>> bits == 0;
        };
  }

  private static boolean isSigned(long value, int bits) {
    long sign = value >> (bits - 1);
    return sign == 0 || sign == -1;
  }
}
