package org.alfheim.itests.fuzz;

import java.nio.ByteBuffer;

/**
 * A field of an ELF file.
 *
 * @param offset where it lies in the file
 * @param size its bytes: 1, 2, 4 or 8
 */
record Field(int offset, int size) {
  long get(ByteBuffer file) {
    return switch (size) {
      case 1 -> file.get(offset);
      case 2 -> file.getShort(offset);
      case 4 -> file.getInt(offset);
      default -> file.getLong(offset);
    };
  }

  void set(ByteBuffer file, long value) {
    switch (size) {
      case 1 -> file.put(offset, (byte) value);
      case 2 -> file.putShort(offset, (short) value);
      case 4 -> file.putInt(offset, (int) value);
      default -> file.putLong(offset, value);
    }
  }
}
