package org.alfheim.linker.code;

import java.nio.ByteBuffer;

/**
 * Finds the length of instructions, and the places of their parts, in 64-bit mode. It does not know
 * what they do. Bytes that are no instruction give none.
 */
public final class InstructionDecoder {
  private static final int LONGEST = 15;

  private final ByteBuffer code;
  private int at;
  private int prefixes;
  private boolean repeated;
  private int rex;
  private int other;
  private int map;

  private InstructionDecoder(ByteBuffer code, int start) {
    this.code = code;
    this.at = start;
  }

  /**
   * Decodes an instruction.
   *
   * @param code the code
   * @param start where the instruction begins in it
   * @return the instruction, or null where there is none that ends within the code
   */
  public static Instruction decode(ByteBuffer code, int start) {
    try {
      Instruction found = new InstructionDecoder(code, start).decode(start);
      return found == null || found.length() > LONGEST ? null : found;
    } catch (IndexOutOfBoundsException beyondTheEnd) {
      return null;
    }
  }

  private boolean isShort() {
    return (prefixes & Instruction.SHORT) != 0;
  }

  private int next() {
    return code.get(at++) & 0xff;
  }

  private Instruction decode(int start) {
    int opcode = prefixes();
    int kind;
    if (map == 0 && opcode == 0x0f) {
      opcode = next();
      map = 1;
      if (opcode == 0x38 || opcode == 0x3a) {
        map = opcode == 0x38 ? 2 : 3;
        opcode = next();
      }
      kind = OpcodeTable.inMap(map, opcode);
      if (map == 1 && opcode == 0x78 && (isShort() || repeated)) {
        /* EXTRQ and INSERTQ of SSE4a. */
        kind = OpcodeTable.MODRM | 2;
      }
    } else {
      kind = map == 0 ? OpcodeTable.one(opcode) : OpcodeTable.inMap(map, opcode);
    }
    return kind == OpcodeTable.INVALID ? null : rest(start, kind);
  }

  /** Reads all prefixes, and gives the byte behind them. */
  private int prefixes() {
    while (true) {
      int value = next();
      switch (value) {
        case 0x66 -> prefixes |= Instruction.SHORT;
        case 0x67 -> prefixes |= Instruction.ADDRESS_SIZE;
        case 0xf0 -> prefixes |= Instruction.LOCK;
        case 0xf2 -> repeated = true;
        case 0x64, 0x65 -> prefixes |= Instruction.SEGMENT;
        case 0xf3, 0x2e, 0x36, 0x3e, 0x26 -> {}
        case 0xc4, 0xc5, 0x62, 0xd5 -> {
          return extended(value);
        }
        case 0x8f -> {
          /* XOP where a register field of POP would not be 0. */
          return (code.get(at) & 0x1f) >= 8 ? extended(value) : value;
        }
        default -> {
          if ((value & 0xf0) != 0x40) {
            return value;
          }
          rex = value;
          int opcode = code.get(at) & 0xff;
          if (isOpcode(opcode)) {
            at++;
            return opcode;
          }
          rex = 0;
        }
      }
    }
  }

  /** REX counts only right before the opcode. */
  private static boolean isOpcode(int value) {
    return switch (value) {
      case 0x66, 0x67, 0xf0, 0xf2, 0xf3, 0x64, 0x65, 0x2e, 0x36, 0x3e, 0x26 -> false;
      default -> (value & 0xf0) != 0x40;
    };
  }

  private int extended(int prefix) {
    prefixes |= Instruction.EXTENDED;
    int first = next();
    switch (prefix) {
      case 0xc5 -> {
        map = 1;
        other = ~first >> 3 & 15;
      }
      case 0xd5 -> {
        rex = 0x40 | (first & 15);
        map = first >> 7 & 1;
      }
      case 0x62 -> {
        map = first & 7;
        other = ~next() >> 3 & 15;
        next();
      }
      default -> {
        map = first & 31;
        other = ~next() >> 3 & 15;
      }
    }
    return next();
  }

  private Instruction rest(int start, int kind) {
    int opcode = at - 1;
    int modrm = -1;
    int displacement = -1;
    int displacementSize = 0;
    int register = 0;
    if ((kind & OpcodeTable.MODRM) != 0) {
      modrm = at;
      int value = next();
      register = value >> 3 & 7;
      displacementSize = displacementSize(value);
      displacement = displacementSize > 0 ? at : -1;
      at += displacementSize;
    }
    int immediate = immediateSize(kind, register);
    at += immediate;
    if (at > code.limit()) {
      return null;
    }
    return new Instruction(
        start,
        at,
        opcode,
        map,
        modrm,
        displacement,
        displacementSize,
        immediate,
        prefixes,
        rex,
        other);
  }

  private int displacementSize(int modrm) {
    int mod = modrm >> 6;
    int rm = modrm & 7;
    if (mod == 3) {
      return 0;
    }
    if (rm == 4) {
      int base = next() & 7;
      return mod == 1 ? 1 : mod == 2 || base == 5 ? 4 : 0;
    }
    return mod == 1 ? 1 : mod == 2 || rm == 5 ? 4 : 0;
  }

  private int immediateSize(int kind, int register) {
    if ((kind & OpcodeTable.TEST) != 0 && register > 1) {
      return 0;
    }
    boolean wide = (rex & 8) != 0;
    int size = kind & 0xff;
    if ((kind & OpcodeTable.SIZED) != 0) {
      size += isShort() && !wide ? 2 : 4;
    }
    if ((kind & OpcodeTable.WHOLE) != 0) {
      size += wide ? 8 : isShort() ? 2 : 4;
    }
    if ((kind & OpcodeTable.ADDRESS) != 0) {
      size += (prefixes & Instruction.ADDRESS_SIZE) != 0 ? 4 : 8;
    }
    return size;
  }
}
