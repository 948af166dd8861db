package org.alfheim.linker.section;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A range of bytes, equal to another with the same bytes in it. */
final class ByteRange implements Comparable<ByteRange> {
  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final int hash;

  ByteRange(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    int code = length;
    for (int i = offset; i < offset + length; i++) {
      code = 31 * code + bytes[i];
    }
    this.hash = code;
  }

  int length() {
    return length;
  }

  void writeTo(ByteBuffer target, int at) {
    target.put(at, bytes, offset, length);
  }

  /** Keeps a table quick where somebody has looked for ranges of one hash. */
  @Override
  public int compareTo(ByteRange other) {
    return Arrays.compare(
        bytes, offset, offset + length, other.bytes, other.offset, other.offset + other.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteRange range
        && range.hash == hash
        && Arrays.equals(
            bytes, offset, offset + length, range.bytes, range.offset, range.offset + range.length);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
