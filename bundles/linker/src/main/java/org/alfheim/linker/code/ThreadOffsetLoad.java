package org.alfheim.linker.code;

import java.nio.ByteBuffer;

/**
 * Instructions with the offset from the thread pointer as a constant, and what takes the same from
 * a slot: the inverse of the relaxation from initial-exec to local-exec (psABI 11.1, "TLS").
 */
final class ThreadOffsetLoad {
  private static final int MOVE = 0xc7;
  private static final int GROUP_1 = 0x81;
  private static final int ADD_TO_RAX = 0x05;
  private static final int LENGTH = 7;
  private static final int STACK = 4;
  private static final int FREE = 6;
  private static final int OTHER_FREE = 7;

  private ThreadOffsetLoad() {}

  /** Whether it is {@code mov $offset,%r64} or {@code add $offset,%r64} of 7 bytes. */
  static boolean applies(ByteBuffer code, Instruction instruction, int field) {
    if (!isConstant(instruction, field)
        || instruction.modrm() < 0
        || instruction.length() != LENGTH) {
      return false;
    }
    int opcode = code.get(instruction.opcode()) & 0xff;
    return (opcode == MOVE || opcode == GROUP_1) && (code.get(instruction.modrm()) & 0xf8) == 0xc0;
  }

  /**
   * The thunk of such an instruction, or of {@code add $offset,%rax} of 6 bytes, with something to
   * be added to the offset.
   *
   * @return the thunk, or null for another instruction
   */
  static Thunk thunk(ByteBuffer code, Instruction instruction, int field, int distance) {
    boolean shortForm =
        isConstant(instruction, field)
            && instruction.length() == LENGTH - 1
            && (code.get(instruction.opcode()) & 0xff) == ADD_TO_RAX;
    if (!shortForm && !applies(code, instruction, field)) {
      return null;
    }
    int register =
        shortForm ? 0 : (code.get(instruction.modrm()) & 7) | ((instruction.rex() & 1) << 3);
    int low = register & 7;
    boolean move = !shortForm && (code.get(instruction.opcode()) & 0xff) == MOVE;
    if (low == STACK || (move && register > 7)) {
      return null;
    }
    if (move) {
      return new Thunk()
          .loadSlot(register)
          .bytes(0x48, 0x8d, 0x80 | low << 3 | low)
          .word(distance)
          .jumpBack();
    }
    int free = register == FREE ? OTHER_FREE : FREE;
    return new Thunk()
        .save(free)
        .loadSlot(free)
        .bytes(0x48, 0x8d, 0x80 | free << 3 | free)
        .word(distance)
        .bytes(register > 7 ? 0x49 : 0x48, 0x01, 0xc0 | free << 3 | low)
        .restore(free)
        .jumpBack();
  }

  private static boolean isConstant(Instruction instruction, int field) {
    return instruction.map() == 0
        && (instruction.rex() & 0xfe) == 0x48
        && !instruction.has(Instruction.EXTENDED)
        && instruction.immediateSize() == 4
        && instruction.end() - 4 == field;
  }

  /**
   * Writes {@code mov slot(%rip),%r64} or {@code add slot(%rip),%r64}.
   *
   * @param code the code as it was
   * @param out the code as it is to be
   * @return the place of the distance to the slot
   */
  static int write(ByteBuffer code, Instruction instruction, ByteBuffer out) {
    boolean move = (code.get(instruction.opcode()) & 0xff) == MOVE;
    int register = code.get(instruction.modrm()) & 7;
    int start = instruction.start();
    out.put(start, (byte) ((instruction.rex() & 1) != 0 ? 0x4c : 0x48));
    out.put(start + 1, (byte) (move ? 0x8b : 0x03));
    out.put(start + 2, (byte) (5 | register << 3));
    return start + 3;
  }
}
