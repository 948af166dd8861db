package org.alfheim.elf;

/**
 * The relocation types of AMD64 (x86-64 psABI 4.4.1). In the formulas S is the symbol's address, A
 * the addend, B the load bias, P the place, Z the symbol's size.
 */
public final class RelocationType {
  /** Nothing. */
  public static final int R_X86_64_NONE = 0;

  /** S + A. */
  public static final int R_X86_64_64 = 1;

  /** S + A - P. */
  public static final int R_X86_64_PC32 = 2;

  /** G + A. */
  public static final int R_X86_64_GOT32 = 3;

  /** L + A - P. */
  public static final int R_X86_64_PLT32 = 4;

  /** A copy of the symbol's initial value. */
  public static final int R_X86_64_COPY = 5;

  /** S. */
  public static final int R_X86_64_GLOB_DAT = 6;

  /** S. */
  public static final int R_X86_64_JUMP_SLOT = 7;

  /** B + A. */
  public static final int R_X86_64_RELATIVE = 8;

  /** G + GOT + A - P. */
  public static final int R_X86_64_GOTPCREL = 9;

  /** S + A, zero-extended. */
  public static final int R_X86_64_32 = 10;

  /** S + A, sign-extended. */
  public static final int R_X86_64_32S = 11;

  /** S + A. */
  public static final int R_X86_64_16 = 12;

  /** S + A - P. */
  public static final int R_X86_64_PC16 = 13;

  /** S + A. */
  public static final int R_X86_64_8 = 14;

  /** S + A - P. */
  public static final int R_X86_64_PC8 = 15;

  /** The number of the module that holds the thread-local symbol. */
  public static final int R_X86_64_DTPMOD64 = 16;

  /** The offset of the symbol in its module's thread-local block. */
  public static final int R_X86_64_DTPOFF64 = 17;

  /** The offset of the symbol from the thread pointer. */
  public static final int R_X86_64_TPOFF64 = 18;

  /** A general-dynamic pair of slots. */
  public static final int R_X86_64_TLSGD = 19;

  /** A local-dynamic pair of slots. */
  public static final int R_X86_64_TLSLD = 20;

  /** The offset in the thread-local block. */
  public static final int R_X86_64_DTPOFF32 = 21;

  /** A slot with the offset from the thread pointer. */
  public static final int R_X86_64_GOTTPOFF = 22;

  /** The offset from the thread pointer. */
  public static final int R_X86_64_TPOFF32 = 23;

  /** S + A - P. */
  public static final int R_X86_64_PC64 = 24;

  /** S + A - GOT. */
  public static final int R_X86_64_GOTOFF64 = 25;

  /** GOT + A - P. */
  public static final int R_X86_64_GOTPC32 = 26;

  /** Z + A. */
  public static final int R_X86_64_SIZE32 = 32;

  /** Z + A. */
  public static final int R_X86_64_SIZE64 = 33;

  /** A slot with a TLS descriptor. */
  public static final int R_X86_64_GOTPC32_TLSDESC = 34;

  /** A mark at the call of a TLS descriptor. */
  public static final int R_X86_64_TLSDESC_CALL = 35;

  /** A TLS descriptor. */
  public static final int R_X86_64_TLSDESC = 36;

  /** What the function at B + A returns. */
  public static final int R_X86_64_IRELATIVE = 37;

  /** B + A. */
  public static final int R_X86_64_RELATIVE64 = 38;

  /** G + GOT + A - P, may be relaxed. */
  public static final int R_X86_64_GOTPCRELX = 41;

  /** G + GOT + A - P, may be relaxed. */
  public static final int R_X86_64_REX_GOTPCRELX = 42;

  private RelocationType() {}

  /**
   * The name of a type.
   *
   * @param type the number in {@code r_info}
   * @return the name in the psABI, such as {@code R_X86_64_RELATIVE}; for an unknown number the
   *     number
   */
  public static String nameOf(int type) {
    return switch (type) {
      case R_X86_64_NONE -> "R_X86_64_NONE";
      case R_X86_64_64 -> "R_X86_64_64";
      case R_X86_64_PC32 -> "R_X86_64_PC32";
      case R_X86_64_GOT32 -> "R_X86_64_GOT32";
      case R_X86_64_PLT32 -> "R_X86_64_PLT32";
      case R_X86_64_COPY -> "R_X86_64_COPY";
      case R_X86_64_GLOB_DAT -> "R_X86_64_GLOB_DAT";
      case R_X86_64_JUMP_SLOT -> "R_X86_64_JUMP_SLOT";
      case R_X86_64_RELATIVE -> "R_X86_64_RELATIVE";
      case R_X86_64_GOTPCREL -> "R_X86_64_GOTPCREL";
      case R_X86_64_32 -> "R_X86_64_32";
      case R_X86_64_32S -> "R_X86_64_32S";
      case R_X86_64_16 -> "R_X86_64_16";
      case R_X86_64_PC16 -> "R_X86_64_PC16";
      case R_X86_64_8 -> "R_X86_64_8";
      case R_X86_64_PC8 -> "R_X86_64_PC8";
      case R_X86_64_DTPMOD64 -> "R_X86_64_DTPMOD64";
      case R_X86_64_DTPOFF64 -> "R_X86_64_DTPOFF64";
      case R_X86_64_TPOFF64 -> "R_X86_64_TPOFF64";
      case R_X86_64_TLSGD -> "R_X86_64_TLSGD";
      case R_X86_64_TLSLD -> "R_X86_64_TLSLD";
      case R_X86_64_DTPOFF32 -> "R_X86_64_DTPOFF32";
      case R_X86_64_GOTTPOFF -> "R_X86_64_GOTTPOFF";
      case R_X86_64_TPOFF32 -> "R_X86_64_TPOFF32";
      case R_X86_64_PC64 -> "R_X86_64_PC64";
      case R_X86_64_GOTOFF64 -> "R_X86_64_GOTOFF64";
      case R_X86_64_GOTPC32 -> "R_X86_64_GOTPC32";
      case R_X86_64_SIZE32 -> "R_X86_64_SIZE32";
      case R_X86_64_SIZE64 -> "R_X86_64_SIZE64";
      case R_X86_64_GOTPC32_TLSDESC -> "R_X86_64_GOTPC32_TLSDESC";
      case R_X86_64_TLSDESC_CALL -> "R_X86_64_TLSDESC_CALL";
      case R_X86_64_TLSDESC -> "R_X86_64_TLSDESC";
      case R_X86_64_IRELATIVE -> "R_X86_64_IRELATIVE";
      case R_X86_64_RELATIVE64 -> "R_X86_64_RELATIVE64";
      case R_X86_64_GOTPCRELX -> "R_X86_64_GOTPCRELX";
      case R_X86_64_REX_GOTPCRELX -> "R_X86_64_REX_GOTPCRELX";
      default -> "relocation type " + Integer.toUnsignedString(type);
    };
  }
}
