package org.alfheim.linker.code;

import java.nio.ByteBuffer;

/**
 * Writes the thunk of a {@code movabs} that loads how far data is from the global offset table
 * (R_X86_64_GOTOFF64, as code of programs in the large model has it), where the data may be in
 * another image: its address comes from a slot, and the table's is taken off. No flag changes.
 */
final class TableOffsetThunk {
  private static final int LOAD = 0xb8;
  private static final int RSP = 4;
  private static final int RSI = 6;
  private static final int RDI = 7;

  private TableOffsetThunk() {}

  /**
   * The thunk.
   *
   * @param code the code that holds the instruction
   * @param instruction the instruction, or null
   * @param field where the relocation's field is
   * @param distance what is added to the symbol's address
   * @return the thunk, or null for another instruction
   */
  static Thunk of(ByteBuffer code, Instruction instruction, int field, int distance) {
    if (instruction == null
        || instruction.map() != 0
        || instruction.has(Instruction.EXTENDED)
        || instruction.immediateSize() != 8
        || instruction.end() - 8 != field
        || (code.get(instruction.opcode()) & 0xf8) != LOAD
        || distance == Integer.MAX_VALUE) {
      return null;
    }
    int low = code.get(instruction.opcode()) & 7;
    int high = instruction.rex() & 1;
    if (low == RSP && high == 0) {
      return null;
    }
    int free = low == RSI ? RDI : RSI;
    return new Thunk()
        .save(free)
        .loadTable(free)
        .bytes(0x48, 0xf7, 0xd0 | free) // not: -1 is left of what is taken off
        .loadSlot(low | high << 3)
        .bytes(0x48 | high << 2 | high, 0x8d, 0x84 | low << 3, free << 3 | low)
        .word(distance + 1)
        .restore(free)
        .jumpBack();
  }
}
