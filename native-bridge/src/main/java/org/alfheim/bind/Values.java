package org.alfheim.bind;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.alfheim.bind.CType.ArrayType;
import org.alfheim.bind.CType.BoolType;
import org.alfheim.bind.CType.FloatingType;
import org.alfheim.bind.CType.IntegerType;
import org.alfheim.bind.CType.ObjectType;
import org.alfheim.bind.CType.PointerType;
import org.alfheim.bind.CType.ScalarType;
import org.alfheim.process.Downcalls;

/**
 * Values of C as values of Java, and back. An integer becomes the smallest Java type that holds all
 * values of the C type, so that an unsigned one never looks negative.
 */
final class Values {
  private static final int BYTE_BITS = 8;

  private Values() {}

  /** The Java value of what a call returned, or a plain read gave. */
  static Object fromNative(ScalarType type, Object raw) {
    return switch (type) {
      case BoolType _ -> raw;
      case FloatingType _ -> raw;
      case IntegerType integer -> integer(integer, raw);
      case PointerType pointer -> pointer(pointer, (MemorySegment) raw);
    };
  }

  private static Object integer(IntegerType type, Object raw) {
    if (type.signed()) {
      return raw;
    }
    return switch (raw) {
      case Byte narrow -> (short) Byte.toUnsignedInt(narrow);
      case Character half -> (int) half;
      case Integer word -> Integer.toUnsignedLong(word);
      default -> unsigned((Long) raw);
    };
  }

  private static BigInteger unsigned(long bits) {
    BigInteger value = BigInteger.valueOf(bits);
    return bits < 0 ? value.add(BigInteger.TWO.pow(Long.SIZE)) : value;
  }

  private static Object pointer(PointerType type, MemorySegment address) {
    if (!type.string()) {
      return address;
    }
    try {
      return Downcalls.string(address);
    } catch (IllegalArgumentException endless) {
      throw new BindingException(endless.getMessage(), endless);
    }
  }

  /**
   * What lies in memory. An array of {@code char} is a string, one of other bytes a {@code byte[]},
   * any other a list.
   */
  static Object read(ObjectType type, MemorySegment memory, long offset) {
    return switch (type) {
      case ScalarType scalar -> fromNative(scalar, raw(scalar, memory, offset));
      case ArrayType array -> elements(array, memory, offset);
    };
  }

  /** A scalar in the Java type of its layout. */
  static Object raw(ScalarType type, MemorySegment memory, long offset) {
    return switch (type.layout()) {
      // Any byte but 0 is true: a C program that stores 2 in a _Bool is wrong, and none of Java's
      // business.
      case ValueLayout.OfBoolean _ -> memory.get(ValueLayout.JAVA_BYTE, offset) != 0;
      case ValueLayout.OfByte layout -> memory.get(layout, offset);
      case ValueLayout.OfShort layout -> memory.get(layout, offset);
      case ValueLayout.OfChar layout -> memory.get(layout, offset);
      case ValueLayout.OfInt layout -> memory.get(layout, offset);
      case ValueLayout.OfLong layout -> memory.get(layout, offset);
      case ValueLayout.OfFloat layout -> memory.get(layout, offset);
      case ValueLayout.OfDouble layout -> memory.get(layout, offset);
      case AddressLayout layout -> memory.get(layout, offset);
    };
  }

  private static Object elements(ArrayType type, MemorySegment memory, long offset) {
    long size = type.size().orElseThrow();
    if (type.element() instanceof IntegerType integer && integer.bits() == BYTE_BITS) {
      byte[] bytes = memory.asSlice(offset, size).toArray(ValueLayout.JAVA_BYTE);
      return integer.character() ? Literals.string(bytes) : bytes;
    }
    List<Object> values = new ArrayList<>();
    long step = type.element().size().orElseThrow();
    for (long at = 0; at < size; at += step) {
      values.add(read(type.element(), memory, offset + at));
    }
    return Collections.unmodifiableList(values);
  }

  /**
   * The native value of a Java value that needs no memory of its own.
   *
   * @param what names the argument or the variable, for messages
   */
  static Object toNative(ScalarType type, Object value, String what) {
    return switch (type) {
      case BoolType _ -> bool(value, what);
      case IntegerType integer -> narrowed(integer, checked(integer, value, what));
      case FloatingType floating -> floating(floating, value, what);
      case PointerType pointer ->
          switch (value) {
            case null -> MemorySegment.NULL;
            case MemorySegment segment -> segment;
            default -> throw misfit(pointer, value, "a MemorySegment or null", what);
          };
    };
  }

  private static Boolean bool(Object value, String what) {
    return switch (value) {
      case Boolean bool -> bool;
      case null, default -> throw misfit(new BoolType(), value, "a Boolean", what);
    };
  }

  private static BigInteger checked(IntegerType type, Object value, String what) {
    BigInteger integer =
        switch (value) {
          case BigInteger big -> big;
          case Byte _, Short _, Integer _, Long _ ->
              BigInteger.valueOf(((Number) value).longValue());
          case Character character -> BigInteger.valueOf(character);
          case null, default -> throw misfit(type, value, "an integer", what);
        };
    if (integer.compareTo(type.min()) < 0 || integer.compareTo(type.max()) > 0) {
      throw outOfRange(type, integer.toString(), what);
    }
    return integer;
  }

  static ArgumentException outOfRange(IntegerType type, String value, String what) {
    return new ArgumentException(
        what
            + ": "
            + value
            + " is out of the range of "
            + type
            + ", "
            + type.min()
            + " to "
            + type.max());
  }

  /** The bits of a value in range, in the Java type of the layout. */
  private static Object narrowed(IntegerType type, BigInteger value) {
    return switch (type.layout()) {
      case ValueLayout.OfByte _ -> value.byteValue();
      case ValueLayout.OfShort _ -> value.shortValue();
      case ValueLayout.OfChar _ -> (char) value.intValue();
      case ValueLayout.OfInt _ -> value.intValue();
      default -> value.longValue();
    };
  }

  private static Object floating(FloatingType type, Object value, String what) {
    if (!(value instanceof Number number)) {
      throw misfit(type, value, "a number", what);
    }
    double wide = number.doubleValue();
    if (type.bits() == Double.SIZE) {
      return wide;
    }
    float narrow = (float) wide;
    if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
      throw new ArgumentException(what + ": " + value + " is out of the range of " + type);
    }
    return narrow;
  }

  private static ArgumentException misfit(
      ScalarType type, Object value, String wanted, String what) {
    String found = value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    return new ArgumentException(what + ": " + type + " takes " + wanted + ", found " + found);
  }

  /** Writes a native value that {@link #toNative} made. */
  static void store(ScalarType type, MemorySegment memory, long offset, Object raw) {
    switch (type.layout()) {
      case ValueLayout.OfBoolean layout -> memory.set(layout, offset, (Boolean) raw);
      case ValueLayout.OfByte layout -> memory.set(layout, offset, (Byte) raw);
      case ValueLayout.OfShort layout -> memory.set(layout, offset, (Short) raw);
      case ValueLayout.OfChar layout -> memory.set(layout, offset, (Character) raw);
      case ValueLayout.OfInt layout -> memory.set(layout, offset, (Integer) raw);
      case ValueLayout.OfLong layout -> memory.set(layout, offset, (Long) raw);
      case ValueLayout.OfFloat layout -> memory.set(layout, offset, (Float) raw);
      case ValueLayout.OfDouble layout -> memory.set(layout, offset, (Double) raw);
      case AddressLayout layout -> memory.set(layout, offset, (MemorySegment) raw);
    }
  }

  /**
   * A native value as an argument of a call: what is narrower than {@code int} is widened to it, by
   * its own signedness.
   */
  static Object argument(ScalarType type, Object raw) {
    return switch (raw) {
      case Boolean bool -> bool ? 1 : 0;
      case Byte bits ->
          type instanceof IntegerType integer && integer.signed()
              ? bits.intValue()
              : Byte.toUnsignedInt(bits);
      case Short signed -> signed.intValue();
      case Character unsigned -> (int) unsigned;
      default -> raw;
    };
  }
}
