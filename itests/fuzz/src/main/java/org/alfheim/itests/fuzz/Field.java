package org.alfheim.itests.fuzz;

import java.nio.ByteBuffer;

/**
 * A field of a file.
 *
 * @param offset where it lies in the file
 * @param size its bytes: 1, 2, 4 or 8 of a number; {@link #DIGITS} of digits, as archives have them
 */
record Field(int offset, int size) {
  static final int DIGITS = 10;

  long get(ByteBuffer file) {
    return switch (size) {
      case 1 -> file.get(offset);
      case 2 -> file.getShort(offset);
      case 4 -> file.getInt(offset);
      case 8 -> file.getLong(offset);
      default -> digits(file);
    };
  }

  private long digits(ByteBuffer file) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      int digit = file.get(offset + i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  void set(ByteBuffer file, long value) {
    switch (size) {
      case 1 -> file.put(offset, (byte) value);
      case 2 -> file.putShort(offset, (short) value);
      case 4 -> file.putInt(offset, (int) value);
      case 8 -> file.putLong(offset, value);
      default -> setDigits(file, value);
    }
  }

  private void setDigits(ByteBuffer file, long value) {
    String text = Long.toString(value);
    for (int i = 0; i < size; i++) {
      file.put(offset + i, (byte) (i < text.length() ? text.charAt(i) : ' '));
    }
  }
}
