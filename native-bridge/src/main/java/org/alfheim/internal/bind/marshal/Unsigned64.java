package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.math.BigInteger;
import org.alfheim.bind.ArgumentException;

/** Unsigned integers of 64 bits by their values. */
final class Unsigned64 {
  /** {@code (long) BigInteger}. */
  static final MethodHandle FROM_C;

  private static final MethodHandle TO_C;

  static {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      FROM_C =
          lookup.findStatic(Unsigned64.class, "value", methodType(BigInteger.class, long.class));
      TO_C =
          lookup.findStatic(
              Unsigned64.class, "bits", methodType(long.class, String.class, BigInteger.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Unsigned64() {}

  /**
   * {@code (BigInteger) long}.
   *
   * @param what names the place in messages
   */
  static MethodHandle toC(String what) {
    return TO_C.bindTo(what);
  }

  static BigInteger value(long bits) {
    BigInteger value = BigInteger.valueOf(bits);
    return bits < 0 ? value.add(BigInteger.TWO.pow(Long.SIZE)) : value;
  }

  static long bits(String what, BigInteger value) {
    if (value == null) {
      throw new ArgumentException(what + ": null is no number");
    }
    if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
      throw new ArgumentException(
          what + ": " + value + " is out of the range of an unsigned integer of 64 bits");
    }
    return value.longValue();
  }
}
