package org.alfheim.process;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * A string of C (C11 7.1.1): bytes up to a NUL.
 *
 * <p>It may end right before memory that is not there, and what is read of it must not reach that.
 * So bytes are read up to an aligned word, and words from there on: an aligned word lies in one
 * page, and where one byte of a page can be read, all can.
 */
@SuppressWarnings("restricted")
final class CString {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
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
    return new String(
        ALL.asSlice(address, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /**
   * How many bytes come before the NUL.
   *
   * @param address where the string begins
   * @param limit how far to look
   * @param readable asked about one address in each page before the page is read
   * @return the length; empty if there is no NUL before the limit
   * @throws IllegalArgumentException if a page that the string reaches into is not readable
   */
  static OptionalLong length(long address, long limit, LongPredicate readable) {
    long at = address;
    long end = address + limit;
    while (at < end) {
      if ((at == address || at % PAGE == 0) && !readable.test(at)) {
        throw new IllegalArgumentException(
            "there is no memory at 0x" + Long.toHexString(at) + " that can be read");
      }
      if (at % Long.BYTES == 0) {
        long word = ALL.get(ValueLayout.JAVA_LONG, at);
        // The lowest byte of 0 is the lowest of which the high bit stays (x86-64 is little-endian).
        long zeros = (word - ONES) & ~word & HIGH_BITS;
        if (zeros != 0) {
          long nul = at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
          return nul < end ? OptionalLong.of(nul - address) : OptionalLong.empty();
        }
        at += Long.BYTES;
      } else if (ALL.get(ValueLayout.JAVA_BYTE, at) == 0) {
        return OptionalLong.of(at - address);
      } else {
        at++;
      }
    }
    return OptionalLong.empty();
  }
}
