package org.alfheim.internal.zstd;

import java.util.zip.DataFormatException;

/**
 * Bits that are read from the last to the first (RFC 8878, 4.1). The highest bit that is set in the
 * last byte is only a mark.
 */
final class BackwardBits {
  private final byte[] bytes;
  private final int from;

  /** How many bits are left; below 0 once more was read than there was. */
  private long left;

  BackwardBits(byte[] bytes, int from, int end) throws DataFormatException {
    if (end <= from || bytes[end - 1] == 0) {
      throw new DataFormatException("bits without their end");
    }
    this.bytes = bytes;
    this.from = from;
    int last = bytes[end - 1] & 0xff;
    this.left = 8L * (end - 1 - from) + (31 - Integer.numberOfLeadingZeros(last));
  }

  long left() {
    return left;
  }

  /** Up to 32 bits; what is before the first of all is 0. */
  long read(int count) {
    left -= count;
    return bits(left, count);
  }

  /** Like {@link #read}, and the bits stay. */
  long peek(int count) {
    return bits(left - count, count);
  }

  private long bits(long place, int count) {
    long value = 0;
    long first = Math.floorDiv(place, 8);
    int shift = Math.floorMod(place, 8);
    for (int i = 0; 8 * i < count + shift; i++) {
      long at = first + i;
      value |= at < 0 ? 0 : (bytes[from + (int) at] & 0xffL) << (8 * i);
    }
    return (value >>> shift) & ((1L << count) - 1);
  }
}
