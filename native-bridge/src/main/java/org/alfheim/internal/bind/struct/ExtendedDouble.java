package org.alfheim.internal.bind.struct;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The {@code long double} of the psABI (3.1.2): a sign, 15 bits of exponent and 64 of significand,
 * whose first is written (Intel SDM 1, 4.2.2), in 16 bytes.
 *
 * <p>A {@code double} is written exactly. What is read is the nearest {@code double}, of two that
 * are as near the even one: infinite where it is too large, 0 where it is too small. Each NaN, and
 * each pattern that is no number, is read as NaN.
 */
final class ExtendedDouble {
  private static final int BIAS = 16383;
  private static final int SPECIAL = 0x7fff;
  private static final long INTEGER_BIT = 1L << 63;

  /** How many bits of the significand a normal double has not. */
  private static final int LOST = 11;

  private static final long FRACTION = (1L << 52) - 1;

  private ExtendedDouble() {}

  static double read(MemorySegment memory, long at) {
    long significand = memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
    int top = Short.toUnsignedInt(memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + Long.BYTES));
    int exponent = top & SPECIAL;
    double magnitude;
    if (exponent == SPECIAL) {
      magnitude = significand == INTEGER_BIT ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent != 0 && significand >= 0) {
      magnitude = Double.NaN; // The first bit is missing.
    } else if (exponent == 0) {
      magnitude = 0; // Smaller than any double.
    } else {
      magnitude = nearest(significand, exponent - BIAS);
    }
    return top > SPECIAL ? -magnitude : magnitude;
  }

  /** Of {@code significand * 2^(exponent - 63)}. */
  private static double nearest(long significand, int exponent) {
    if (exponent > Double.MAX_EXPONENT) {
      return Double.POSITIVE_INFINITY;
    }
    int below = Math.max(0, Double.MIN_EXPONENT - exponent);
    int shift = LOST + below;
    if (shift > Long.SIZE) {
      return 0;
    }
    long kept = shift == Long.SIZE ? 0 : significand >>> shift;
    long rest = shift == Long.SIZE ? significand : significand << (Long.SIZE - shift);
    int half = Long.compareUnsigned(rest, INTEGER_BIT);
    if (half > 0 || (half == 0 && (kept & 1) != 0)) {
      kept++;
    }
    // The first bit of a normal number adds one to the exponent, and so does what is carried.
    long bits = below > 0 ? kept : ((long) (exponent - Double.MIN_EXPONENT) << 52) + kept;
    return Double.longBitsToDouble(bits);
  }

  static void write(MemorySegment memory, long at, double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & FRACTION;
    int written;
    long significand;
    if (exponent == 0x7ff) {
      written = SPECIAL;
      significand = INTEGER_BIT | (fraction << LOST) | (fraction == 0 ? 0 : INTEGER_BIT >>> 1);
    } else if (exponent == 0 && fraction == 0) {
      written = 0;
      significand = 0;
    } else if (exponent == 0) {
      int zeros = Long.numberOfLeadingZeros(fraction);
      written = BIAS + Double.MIN_EXPONENT + LOST - zeros;
      significand = fraction << zeros;
    } else {
      written = BIAS + exponent - Double.MAX_EXPONENT;
      significand = INTEGER_BIT | (fraction << LOST);
    }
    memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, significand);
    int top = bits < 0 ? written | ~SPECIAL : written;
    memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, at + Long.BYTES, (short) top);
  }
}
