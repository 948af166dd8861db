package org.alfheim.linker.code;

import java.nio.ByteBuffer;

/**
 * Writes the thunk of an instruction whose operand in memory is at a constant offset from the
 * thread pointer (TLS model local-exec): the offset, which only the dynamic linker knows in a
 * library, comes from a slot, and is added by a register that the instruction does not use.
 */
final class ThreadOffsetThunk {
  private static final int[] FREE = {6, 7, 3};
  private static final int RSP = 4;
  private static final int NO_BASE = 5;

  private ThreadOffsetThunk() {}

  /**
   * The thunk.
   *
   * @param code the code that holds the instruction
   * @param instruction the instruction, with a displacement of 4 bytes
   * @param distance what is added to the symbol's offset
   * @return the thunk, or null for an instruction that has none
   */
  static Thunk of(ByteBuffer code, Instruction instruction, int distance) {
    int opcode = code.get(instruction.opcode()) & 0xff;
    int modrm = code.get(instruction.modrm()) & 0xff;
    int register = modrm >> 3 & 7;
    int mod = modrm >> 6;
    int rm = modrm & 7;
    boolean sib = rm == RSP;
    int scaled = sib ? code.get(instruction.modrm() + 1) & 0xff : 0;
    int base = sib ? scaled & 7 : rm;
    boolean indexed = sib && ((scaled >> 3 & 7) != RSP || (instruction.rex() & 2) != 0);
    boolean based = mod == 2;
    if (opcode == 0xff && (register == 2 || register == 4) && !based && !indexed) {
      return branch(instruction, distance);
    }
    if (instruction.has(Instruction.LOCK | Instruction.ADDRESS_SIZE | Instruction.EXTENDED)
        || (!based && (mod != 0 || !sib || base != NO_BASE))
        || ThunkWriter.movesStack(instruction, opcode, register)) {
      return null;
    }
    int free = free(register, based ? base : -1, indexed ? scaled >> 3 & 7 : -1);
    if (free < 0) {
      return null;
    }
    Thunk thunk = new Thunk().save(free).loadSlot(free);
    if (based && indexed) {
      addBase(thunk, instruction, free, base);
      copyWithoutBase(thunk, code, instruction);
      thunk.bytes(0x80 | register << 3 | RSP, (scaled & 0xf8) | free);
      thunk.word(distance).copy(code, instruction.displacement() + 4, instruction.end());
      return thunk.restore(free).jumpBack();
    }
    thunk.copy(code, instruction.start(), instruction.modrm());
    if (based) {
      thunk.bytes(0x80 | register << 3 | RSP, free << 3 | base);
    } else if (indexed) {
      thunk.bytes(0x80 | register << 3 | RSP, (scaled & 0xf8) | free);
    } else {
      thunk.bytes(0x80 | register << 3 | free);
    }
    thunk.word(distance).copy(code, instruction.displacement() + 4, instruction.end());
    return thunk.restore(free).jumpBack();
  }

  /** A jump or call by a thread-local pointer; r11 is nobody's across it (x86-64 psABI 3.2.1). */
  private static Thunk branch(Instruction instruction, int distance) {
    return instruction.map() == 0 && instruction.opcode() == instruction.start() + 1
        ? new Thunk().loadSlot(11).bytes(0x64, 0x41, 0xff, 0xa3).word(distance)
        : null;
  }

  private static int free(int register, int base, int index) {
    for (int candidate : FREE) {
      if (candidate != register && candidate != base && candidate != index) {
        return candidate;
      }
    }
    return -1;
  }

  /** lea 0(%base,%free,1),%free. */
  private static void addBase(Thunk thunk, Instruction instruction, int free, int base) {
    thunk.bytes(0x48 | (instruction.rex() & 1), 0x8d, 0x44 | free << 3, free << 3 | base, 0);
  }

  /** What is before ModRM, with a base below r8. */
  private static void copyWithoutBase(Thunk thunk, ByteBuffer code, Instruction instruction) {
    if ((instruction.rex() & 1) == 0) {
      thunk.copy(code, instruction.start(), instruction.modrm());
      return;
    }
    int escapes = Math.min(2, instruction.map());
    int rex = instruction.opcode() - escapes - 1;
    thunk.copy(code, instruction.start(), rex);
    thunk.bytes(instruction.rex() & 0xfe);
    thunk.copy(code, rex + 1, instruction.modrm());
  }
}
