package org.alfheim.linker.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The code of a thunk while it is put together: bytes, and the places in them that relocations
 * fill.
 */
final class Thunk {
  /** Bytes below the stack pointer that a function may use (x86-64 psABI 3.2.2, the red zone). */
  private static final int RED_ZONE = 128;

  private static final int LONGEST = 64;

  private final ByteBuffer code = ByteBuffer.allocate(LONGEST).order(ByteOrder.LITTLE_ENDIAN);
  private int slot = -1;
  private int table = -1;
  private int back = -1;

  Thunk bytes(int... values) {
    for (int value : values) {
      code.put((byte) value);
    }
    return this;
  }

  /** mov symbol@GOTPCREL(%rip),%register. */
  Thunk loadSlot(int register) {
    bytes(register > 7 ? 0x4c : 0x48, 0x8b, 5 | (register & 7) << 3);
    slot = code.position();
    code.putInt(0);
    return this;
  }

  /** lea _GLOBAL_OFFSET_TABLE_(%rip),%register, one of the first eight. */
  Thunk loadTable(int register) {
    bytes(0x48, 0x8d, 5 | register << 3);
    table = code.position();
    code.putInt(0);
    return this;
  }

  /** lea -128(%rsp),%rsp; push %register: flags stay as they are. */
  Thunk save(int register) {
    bytes(0x48, 0x8d, 0x64, 0x24, -RED_ZONE, 0x50 | register);
    return this;
  }

  /** pop %register; lea 128(%rsp),%rsp. */
  Thunk restore(int register) {
    bytes(0x58 | register, 0x48, 0x8d, 0xa4, 0x24);
    code.putInt(RED_ZONE);
    return this;
  }

  /** mov %register,128(%rsp): right below the stack pointer as it was before {@link #save}. */
  Thunk putWhereAPushWould(int register) {
    bytes(0x48, 0x89, 0x84 | register << 3, 0x24);
    code.putInt(RED_ZONE);
    return this;
  }

  /** pop %register; lea 120(%rsp),%rsp: the stack pointer is 8 less than it was. */
  Thunk restoreAfterAPush(int register) {
    return bytes(0x58 | register, 0x48, 0x8d, 0x64, 0x24, RED_ZONE - 8);
  }

  Thunk word(int value) {
    code.putInt(value);
    return this;
  }

  /** Bytes of the instruction that it stands for. */
  Thunk copy(ByteBuffer from, int start, int end) {
    for (int at = start; at < end; at++) {
      code.put(from.get(at));
    }
    return this;
  }

  /** jmp to the instruction behind. */
  Thunk jumpBack() {
    bytes(0xe9);
    back = code.position();
    code.putInt(0);
    return this;
  }

  /** Where the slot's distance is, or -1. */
  int slot() {
    return slot;
  }

  /** Where the distance of the global offset table is, or -1. */
  int table() {
    return table;
  }

  /** Where the distance back is, or -1. */
  int back() {
    return back;
  }

  byte[] toBytes() {
    byte[] bytes = new byte[code.position()];
    code.get(0, bytes);
    return bytes;
  }
}
