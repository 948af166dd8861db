package org.alfheim.linker.code;

/**
 * Which opcodes have a ModRM byte, and how long immediates are, in 64-bit mode (Intel SDM, volume
 * 2, appendix A; AMD64 manual, volume 3, appendix A).
 */
final class OpcodeTable {
  /** An opcode that 64-bit mode does not have. */
  static final int INVALID = -1;

  /** Bit of {@link #one} and {@link #two}: a ModRM byte follows. */
  static final int MODRM = 0x100;

  /** An immediate of 2 or 4 bytes, by the operand size. */
  static final int SIZED = 0x200;

  /** An immediate of 4 bytes, or 8 with REX.W. */
  static final int WHOLE = 0x400;

  /** An address of 8 bytes, or 4 with an address-size prefix. */
  static final int ADDRESS = 0x800;

  /** An immediate only where ModRM.reg is 0 or 1. */
  static final int TEST = 0x1000;

  private OpcodeTable() {}

  /** A one-byte opcode: flags, and in the low byte the fixed bytes of immediates. */
  static int one(int opcode) {
    if (opcode < 0x40) {
      return switch (opcode & 7) {
        case 0, 1, 2, 3 -> MODRM;
        case 4 -> 1;
        case 5 -> SIZED;
        default -> INVALID;
      };
    }
    if ((opcode >= 0x50 && opcode < 0x60) || (opcode >= 0x90 && opcode < 0xa0 && opcode != 0x9a)) {
      return 0;
    }
    if (opcode >= 0x70 && opcode < 0x80) {
      return 1;
    }
    if (opcode >= 0xb0 && opcode < 0xc0) {
      return opcode < 0xb8 ? 1 : WHOLE;
    }
    return oneOfTheRest(opcode);
  }

  private static int oneOfTheRest(int opcode) {
    return switch (opcode) {
      case 0x63, 0xd0, 0xd1, 0xd2, 0xd3, 0xfe, 0xff -> MODRM;
      case 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f -> MODRM;
      case 0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf -> MODRM;
      case 0x80, 0x83, 0x6b, 0xc0, 0xc1, 0xc6 -> MODRM | 1;
      case 0x69, 0x81, 0xc7 -> MODRM | SIZED;
      case 0xf6 -> MODRM | TEST | 1;
      case 0xf7 -> MODRM | TEST | SIZED;
      case 0x68, 0xa9 -> SIZED;
      case 0x6a, 0xa8, 0xcd, 0xeb -> 1;
      case 0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7 -> 1;
      case 0xa0, 0xa1, 0xa2, 0xa3 -> ADDRESS;
      case 0xc2, 0xca -> 2;
      case 0xc8 -> 3;
      case 0xe8, 0xe9 -> 4;
      case 0x6c, 0x6d, 0x6e, 0x6f, 0xa4, 0xa5, 0xa6, 0xa7, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf -> 0;
      case 0xc3, 0xc9, 0xcb, 0xcc, 0xcf, 0xd7, 0xec, 0xed, 0xee, 0xef, 0xf1, 0xf4, 0xf5 -> 0;
      case 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd -> 0;
      default -> INVALID;
    };
  }

  /** An opcode after 0F, or of VEX's and EVEX's map 1. */
  static int two(int opcode) {
    if (opcode >= 0x80 && opcode < 0x90) {
      return 4;
    }
    if (opcode >= 0xc8 && opcode < 0xd0) {
      return 0;
    }
    return switch (opcode) {
      case 0x05,
          0x06,
          0x07,
          0x08,
          0x09,
          0x0b,
          0x0e,
          0x30,
          0x31,
          0x32,
          0x33,
          0x34,
          0x35,
          0x37,
          0x77 ->
          0;
      case 0xa0, 0xa1, 0xa2, 0xa8, 0xa9, 0xaa -> 0;
      case 0x0f, 0x70, 0x71, 0x72, 0x73, 0xa4, 0xac, 0xba, 0xc2, 0xc4, 0xc5, 0xc6 -> MODRM | 1;
      case 0x04,
          0x0a,
          0x0c,
          0x24,
          0x25,
          0x26,
          0x27,
          0x36,
          0x38,
          0x39,
          0x3a,
          0x3b,
          0x3c,
          0x3d,
          0x3e,
          0x3f,
          0x7a,
          0x7b ->
          INVALID;
      default -> MODRM;
    };
  }

  /** An opcode of a map beyond those: after 0F 38, after 0F 3A, and those of EVEX and XOP. */
  static int inMap(int map, int opcode) {
    return switch (map) {
      case 1 -> two(opcode);
      case 2, 5, 6, 9 -> MODRM;
      case 3, 8 -> MODRM | 1;
      case 10 -> MODRM | 4;
      default -> INVALID;
    };
  }
}
