package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Scalars as bits of an eightbyte, and back, as method handles. All bits of a NaN stay. */
final class WordBits {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /** {@code (long, long) long}. */
  static final MethodHandle OR = handle("or", methodType(long.class, long.class, long.class));

  /** {@code (double) long}: the same bits. */
  static final MethodHandle OF_DOUBLE = handle("ofDouble", methodType(long.class, double.class));

  private WordBits() {}

  private static MethodHandle handle(String name, MethodType type) {
    try {
      return LOOKUP.findStatic(WordBits.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** {@code (carrier) long}: a value where it belongs in its eightbyte, and zeros around it. */
  static MethodHandle shifted(Class<?> carrier, int shift) {
    return MethodHandles.insertArguments(
        handle("shifted", methodType(long.class, carrier, int.class)), 1, shift);
  }

  /** {@code (long) carrier}: a value out of its eightbyte. */
  static MethodHandle part(Class<?> carrier, int shift) {
    String name = "part" + carrier.getSimpleName();
    return MethodHandles.insertArguments(
        handle(name, methodType(carrier, long.class, int.class)), 1, shift);
  }

  static long or(long left, long right) {
    return left | right;
  }

  static long ofDouble(double value) {
    return Double.doubleToRawLongBits(value);
  }

  static long shifted(boolean value, int shift) {
    return (value ? 1L : 0L) << shift;
  }

  static long shifted(byte value, int shift) {
    return Byte.toUnsignedLong(value) << shift;
  }

  static long shifted(short value, int shift) {
    return Short.toUnsignedLong(value) << shift;
  }

  static long shifted(char value, int shift) {
    return (long) value << shift;
  }

  static long shifted(int value, int shift) {
    return Integer.toUnsignedLong(value) << shift;
  }

  static long shifted(long value, int shift) {
    return value << shift;
  }

  static long shifted(float value, int shift) {
    return Integer.toUnsignedLong(Float.floatToRawIntBits(value)) << shift;
  }

  static long shifted(double value, int shift) {
    return Double.doubleToRawLongBits(value) << shift;
  }

  static long shifted(MemorySegment pointer, int shift) {
    if (!pointer.isNative()) {
      throw new IllegalArgumentException("Heap segment not allowed: " + pointer);
    }
    return pointer.address() << shift;
  }

  static boolean partboolean(long word, int shift) {
    return (byte) (word >>> shift) != 0;
  }

  static byte partbyte(long word, int shift) {
    return (byte) (word >>> shift);
  }

  static short partshort(long word, int shift) {
    return (short) (word >>> shift);
  }

  static char partchar(long word, int shift) {
    return (char) (word >>> shift);
  }

  static int partint(long word, int shift) {
    return (int) (word >>> shift);
  }

  static long partlong(long word, int shift) {
    return word >>> shift;
  }

  static float partfloat(long word, int shift) {
    return Float.intBitsToFloat((int) (word >>> shift));
  }

  static double partdouble(long word, int shift) {
    return Double.longBitsToDouble(word >>> shift);
  }

  static MemorySegment partMemorySegment(long word, int shift) {
    return MemorySegment.ofAddress(word >>> shift);
  }
}
