package org.alfheim.internal.zstd;

import java.util.zip.DataFormatException;

/** Bytes that are read from the first to the last, little-endian, and bits of them. */
final class ForwardBytes {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int bit;

  ForwardBytes(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean atEnd() {
    return at == end;
  }

  int left() {
    return end - at;
  }

  private void need(long count) throws DataFormatException {
    if (count > end - at) {
      throw new DataFormatException("the stream ends too early");
    }
  }

  /** A number of up to 8 bytes. */
  long number(int count) throws DataFormatException {
    need(count);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[at++] & 0xffL) << (8 * i);
    }
    return value;
  }

  /** The next byte, which stays the next one. */
  int peek() throws DataFormatException {
    need(1);
    return bytes[at] & 0xff;
  }

  void skip(long count) throws DataFormatException {
    need(count);
    at += (int) count;
  }

  void copy(byte[] target, int to, int count) throws DataFormatException {
    need(count);
    System.arraycopy(bytes, at, target, to, count);
    at += count;
  }

  /** The next bytes as a thing of their own. */
  ForwardBytes part(long count) throws DataFormatException {
    need(count);
    ForwardBytes part = new ForwardBytes(bytes, at, at + (int) count);
    at += (int) count;
    return part;
  }

  /** The rest, to be read from its last bit on. */
  BackwardBits backward() throws DataFormatException {
    return new BackwardBits(bytes, at, end);
  }

  /** Bits from the lowest of the next byte on. */
  int bits(int count) throws DataFormatException {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value |= ((peek() >> bit) & 1) << i;
      bit++;
      if (bit == 8) {
        bit = 0;
        at++;
      }
    }
    return value;
  }

  /** Takes the last bit back. */
  void backBit() {
    if (bit == 0) {
      at--;
      bit = 7;
    } else {
      bit--;
    }
  }

  /** Goes to the begin of the next byte, where bits of this one were read. */
  void align() {
    at += bit == 0 ? 0 : 1;
    bit = 0;
  }
}
