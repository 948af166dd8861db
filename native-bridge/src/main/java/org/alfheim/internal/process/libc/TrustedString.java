package org.alfheim.internal.process.libc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A string of C that the caller vouches for. It is read in aligned words, each of which lies in one
 * page with a byte of the string, so nothing is touched behind the page of its NUL.
 */
@SuppressWarnings("restricted")
final class TrustedString {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** All memory that a process can have. */
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private TrustedString() {}

  /**
   * The string at an address, as UTF-8; what is no UTF-8 becomes U+FFFD.
   *
   * @throws IllegalArgumentException if the NUL does not come before the limit, or the address is
   *     none that a process can have
   */
  static String read(long address, long limit) {
    if (address < 0) {
      throw new IllegalArgumentException(
          "there is no memory at 0x" + Long.toHexString(address) + " that can be read");
    }
    long at = address & -Long.BYTES;
    /* What comes before the string in its first word is taken for anything but a NUL. */
    long before = (1L << ((address - at) * Byte.SIZE)) - 1;
    long zeros = zeros(MEMORY.get(ValueLayout.JAVA_LONG, at) | before);
    while (zeros == 0 && at - address < limit) {
      at += Long.BYTES;
      zeros = zeros(MEMORY.get(ValueLayout.JAVA_LONG, at));
    }
    long length = at - address + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
    if (length >= limit) {
      throw new IllegalArgumentException(
          "no NUL within " + limit + " bytes at 0x" + Long.toHexString(address));
    }
    byte[] bytes = new byte[(int) length];
    MemorySegment.copy(MEMORY, ValueLayout.JAVA_BYTE, address, bytes, 0, bytes.length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * The high bits of bytes that are 0, and perhaps of some behind the first of them; the lowest
   * byte of 0 is the lowest of which the bit stays (x86-64 is little-endian).
   */
  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGH_BITS;
  }
}
