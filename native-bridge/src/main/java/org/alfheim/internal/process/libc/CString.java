package org.alfheim.internal.process.libc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * A string of C (C11 7.1.1): bytes up to a NUL.
 *
 * <p>It may end right before memory that is not there, and what is read of it must not reach that.
 * So it is read page by page, bytes up to an aligned word, and words from there on: an aligned word
 * lies in one page, and where one byte of a page can be read, all can.
 */
public final class CString {
  private static final int PAGE = 4096;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private CString() {}

  /**
   * The string at an address, as UTF-8; what is no UTF-8 becomes U+FFFD.
   *
   * @param length its length in bytes, as {@link #length} gives it
   */
  static String read(long address, long length) {
    byte[] bytes = new byte[Math.toIntExact(length)];
    Memory.buffer(Memory.segment(new Address(address), length)).get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * How many bytes come before the NUL.
   *
   * @param address where the string begins
   * @param limit how far to look
   * @param trusted whether the caller vouches for the address; otherwise the kernel is asked about
   *     each page before it is read
   * @return the length; empty if there is no NUL before the limit
   * @throws IllegalArgumentException if a page that the string reaches into is not readable
   */
  public static OptionalLong length(long address, long limit, boolean trusted) {
    long done = 0;
    while (done < limit) {
      long at = address + done;
      if (!trusted && !MemoryProbe.isReadable(at)) {
        throw new IllegalArgumentException(
            "there is no memory at 0x" + Long.toHexString(at) + " that can be read");
      }
      int rest = PAGE - (int) (at & PAGE - 1);
      int nul = nul(Memory.buffer(Memory.segment(new Address(at), rest)), (int) -at & 7);
      if (nul < rest) {
        return done + nul < limit ? OptionalLong.of(done + nul) : OptionalLong.empty();
      }
      done += rest;
    }
    return OptionalLong.empty();
  }

  /**
   * Where the first NUL is in the rest of a page; its size if there is none.
   *
   * @param unaligned how many bytes come before the first aligned word
   */
  private static int nul(ByteBuffer rest, int unaligned) {
    int at = 0;
    for (; at < unaligned; at++) {
      if (rest.get(at) == 0) {
        return at;
      }
    }
    for (; at < rest.limit(); at += Long.BYTES) {
      long word = rest.getLong(at);
      // The lowest byte of 0 is the lowest of which the high bit stays (x86-64 is little-endian).
      long zeros = (word - ONES) & ~word & HIGH_BITS;
      if (zeros != 0) {
        return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
      }
    }
    return at;
  }
}
