package org.alfheim.internal.dwarf.attribute;

/** The languages that matter here (DWARF 5, table 7.17). */
public enum Language {
  /** C, and what spells its types so. */
  C,
  /** Assembler: it has functions, and knows nothing of their types. */
  ASSEMBLER,
  /** Go: its functions are not called as those of C are. */
  GO,
  /** Fortran: arguments are passed by reference, arrays count from 1 on and have columns first. */
  FORTRAN,
  /** C++, Rust and all others. */
  OTHER,
  /** A unit of parts of others, which does not say. */
  UNKNOWN;

  /** The language of a DW_AT_language; -1 where there is none. */
  public static Language of(int code) {
    return switch (code) {
      case -1 -> UNKNOWN;
      case 0x01, 0x02, 0x0c, 0x10, 0x12, 0x1d, 0x2c, 0x3e -> C;
      case 0x31, 0x8001 -> ASSEMBLER;
      case 0x16 -> GO;
      case 0x07, 0x08, 0x0e, 0x22, 0x23, 0x2d, 0x3f -> FORTRAN;
      default -> OTHER;
    };
  }
}
