package org.alfheim.linker.code;

import java.nio.ByteBuffer;

/**
 * Writes the thunk of an instruction whose operand is in memory at an address relative to rip. The
 * instruction's own bytes stay as they are but for ModRM and the displacement: the base becomes a
 * register that it does not use.
 */
final class ThunkWriter {
  private static final int RBX = 3;
  private static final int RSI = 6;
  private static final int RDI = 7;
  private static final int R11 = 11;
  private static final int RSP = 4;
  private static final int GROUP_5 = 0xff;
  private static final int PUSH = 6;

  private ThunkWriter() {}

  /**
   * The thunk.
   *
   * @param code the code that holds the instruction
   * @param instruction the instruction
   * @param distance what is added to the symbol's address
   * @return the thunk, or null for an instruction that has none
   */
  static Thunk of(ByteBuffer code, Instruction instruction, int distance) {
    int opcode = code.get(instruction.opcode()) & 0xff;
    int modrm = code.get(instruction.modrm()) & 0xff;
    int register = modrm >> 3 & 7;
    if (instruction.has(Instruction.LOCK | Instruction.SEGMENT | Instruction.ADDRESS_SIZE)
        || (instruction.rex() & 1) != 0) {
      return null;
    }
    if (instruction.map() == 0 && opcode == GROUP_5 && register >= 2) {
      return register == PUSH && instruction.opcode() == instruction.start()
          ? push(distance)
          : branch(register, distance, instruction);
    }
    if (instruction.map() == 0 && opcode == 0x8f) {
      return null;
    }
    if (loadsWholeRegister(instruction, opcode) && register != RSP) {
      return load(code, instruction, register, distance);
    }
    return movesStack(instruction, opcode, register)
        ? null
        : general(code, instruction, register, distance);
  }

  /** Whether an instruction has to do with the stack pointer, which a thunk moves. */
  static boolean movesStack(Instruction instruction, int opcode, int register) {
    if (instruction.map() == 0 && (opcode == 0x8f || (opcode == GROUP_5 && register >= 2))) {
      return true;
    }
    return register == RSP
        && !instruction.has(Instruction.EXTENDED)
        && usesStack(instruction, opcode);
  }

  /** Whether ModRM.reg 4 may be the stack pointer, which a thunk moves. */
  private static boolean usesStack(Instruction instruction, int opcode) {
    if ((instruction.rex() & 4) != 0) {
      return false;
    }
    boolean group =
        instruction.map() == 0
            && switch (opcode) {
              case 0x80, 0x81, 0x83, 0xc0, 0xc1, 0xc6, 0xc7, 0xd0, 0xd1, 0xd2, 0xd3 -> true;
              case 0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xf6, 0xf7, 0xfe -> true;
              default -> false;
            };
    /* Without REX register 4 of 8 bits is ah. */
    boolean high =
        instruction.map() == 0
            && instruction.rex() == 0
            && (opcode & 1) == 0
            && (opcode < 0x40 || (opcode >= 0x84 && opcode <= 0x8a));
    /* Of map 1 the vector instructions, whose register 4 is xmm4. */
    boolean vector =
        instruction.map() == 1
            && ((opcode >= 0x10 && opcode <= 0x17)
                || (opcode >= 0x28 && opcode <= 0x2f && opcode != 0x2c && opcode != 0x2d)
                || (opcode >= 0x51 && opcode <= 0x7f && opcode != 0x78 && opcode != 0x79)
                || opcode == 0xc2
                || opcode == 0xc6
                || (opcode >= 0xd0 && opcode != 0xff));
    return !group && !vector && !high;
  }

  /**
   * mov, movslq, movzx, movsx, lea: the register that is written to is free until then. Not with an
   * operand of 16 bits, of which the rest of the register stays.
   */
  private static boolean loadsWholeRegister(Instruction instruction, int opcode) {
    if (instruction.has(Instruction.EXTENDED) || instruction.shortOperands()) {
      return false;
    }
    return switch (instruction.map()) {
      case 0 -> opcode == 0x8b || opcode == 0x8d || opcode == 0x63;
      case 1 -> opcode == 0xb6 || opcode == 0xb7 || opcode == 0xbe || opcode == 0xbf;
      default -> false;
    };
  }

  private static Thunk load(ByteBuffer code, Instruction instruction, int register, int distance) {
    int whole = register | ((instruction.rex() & 4) != 0 ? 8 : 0);
    Thunk thunk = new Thunk().loadSlot(whole);
    int rex = instruction.rex() | (whole > 7 ? 0x41 : 0);
    if (rex != 0) {
      thunk.bytes(rex);
    }
    int opcodeStart = instruction.opcode() - (instruction.map() == 1 ? 1 : 0);
    thunk.copy(code, opcodeStart, instruction.opcode() + 1);
    /* Base r12 needs SIB, as rsp does. */
    if ((whole & 7) == RSP) {
      thunk.bytes(0x84 | register << 3, 0x24);
    } else {
      thunk.bytes(0x80 | register << 3 | register);
    }
    return thunk.word(distance).jumpBack();
  }

  /** r11 is nobody's across a call (x86-64 psABI 3.2.1). */
  private static Thunk branch(int register, int distance, Instruction instruction) {
    boolean plain = instruction.opcode() == instruction.start();
    if (!plain || (register != 2 && register != 4)) {
      return null;
    }
    return new Thunk().loadSlot(R11).bytes(0x41, 0xff, 0xa3).word(distance);
  }

  /** What is pushed goes to where it would have gone, while the stack pointer is elsewhere. */
  private static Thunk push(int distance) {
    return new Thunk()
        .save(RSI)
        .loadSlot(RSI)
        .bytes(0x48, 0x8b, 0x80 | RSI << 3 | RSI)
        .word(distance)
        .putWhereAPushWould(RSI)
        .restoreAfterAPush(RSI)
        .jumpBack();
  }

  private static Thunk general(
      ByteBuffer code, Instruction instruction, int register, int distance) {
    int other = instruction.has(Instruction.EXTENDED) ? instruction.other() & 7 : -1;
    int free = RSI;
    for (int candidate : new int[] {RSI, RDI, RBX}) {
      free = candidate;
      if (candidate != register && candidate != other) {
        break;
      }
    }
    Thunk thunk = new Thunk().save(free).loadSlot(free);
    thunk.copy(code, instruction.start(), instruction.modrm());
    thunk.bytes(0x80 | register << 3 | free).word(distance);
    thunk.copy(code, instruction.displacement() + 4, instruction.end());
    return thunk.restore(free).jumpBack();
  }
}
