package org.alfheim.internal.bind.text;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.declaration.Literals;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.types.ArrayType;
import org.alfheim.types.BoolType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;
import org.alfheim.types.UnsupportedType;

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
      case EnumType enumeration -> integer(enumeration.underlying(), raw);
      case PointerType pointer -> pointer(pointer, (MemorySegment) raw);
      case ReferenceType _ -> raw;
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
      return Downcalls.checkedString(address);
    } catch (IllegalArgumentException none) {
      throw new BindingException(none.getMessage(), none);
    }
  }

  /**
   * What lies in memory. An array of {@code char} is a string, one of other bytes a {@code byte[]},
   * any other a list; a structure is a map of its members, and what has no counterpart its bytes.
   *
   * @param allowance for the strings that pointers in it lead to; the memory itself is there
   */
  static Object read(ObjectType type, MemorySegment memory, long offset, Allowance allowance) {
    return switch (type) {
      case ScalarType scalar -> {
        Object value = fromNative(scalar, raw(scalar, memory, offset));
        if (value instanceof String text) {
          allowance.take(text.length(), "the strings behind pointers");
        }
        yield value;
      }
      case ArrayType array -> elements(array, memory, offset, allowance);
      case TypedefType name -> read((ObjectType) name.resolved(), memory, offset, allowance);
      case StructureType structure -> StructureValues.read(structure, memory, offset, allowance);
      case UnsupportedType bytes -> bytes(memory, offset, bytes.size().orElseThrow());
    };
  }

  private static byte[] bytes(MemorySegment memory, long offset, long size) {
    return memory.asSlice(offset, size).toArray(ValueLayout.JAVA_BYTE);
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

  private static Object elements(
      ArrayType type, MemorySegment memory, long offset, Allowance allowance) {
    long size = type.size().orElseThrow();
    if (type.element().resolved() instanceof IntegerType integer && integer.bits() == BYTE_BITS) {
      byte[] bytes = bytes(memory, offset, size);
      return integer.character() ? Literals.string(bytes) : bytes;
    }
    List<Object> values = new ArrayList<>();
    long step = type.element().size().orElseThrow();
    for (long at = 0; at < size; at += step) {
      values.add(read(type.element(), memory, offset + at, allowance));
    }
    return Collections.unmodifiableList(values);
  }

  /**
   * The native value of a Java value that needs no memory of its own.
   *
   * @param place the argument or the variable, for messages
   */
  static Object toNative(ScalarType type, Object value, Described place) {
    return switch (type) {
      case BoolType _ -> bool(value, place);
      case IntegerType integer -> narrowed(integer, bits(integer, value, place));
      case EnumType enumeration -> toNative(enumeration.underlying(), value, place);
      case FloatingType floating -> floating(floating, value, place);
      case PointerType _ -> address(type, value, place);
      case ReferenceType _ -> address(type, value, place);
    };
  }

  private static MemorySegment address(ScalarType type, Object value, Described place) {
    return switch (value) {
      case null -> MemorySegment.NULL;
      case MemorySegment segment -> segment;
      default -> throw misfit(type, value, "a MemorySegment or null", place);
    };
  }

  private static Boolean bool(Object value, Described place) {
    return switch (value) {
      case Boolean bool -> bool;
      case null, default -> throw misfit(new BoolType(), value, "a Boolean", place);
    };
  }

  /** The bits of an integer in the type's range. */
  private static long bits(IntegerType type, Object value, Described place) {
    return switch (value) {
      case Byte _, Short _, Integer _, Long _ -> inRange(type, ((Number) value).longValue(), place);
      case Character character -> inRange(type, character, place);
      case BigInteger big -> {
        if (big.compareTo(type.min()) < 0 || big.compareTo(type.max()) > 0) {
          throw outOfRange(type, big.toString(), place);
        }
        yield big.longValue();
      }
      case null, default -> throw misfit(type, value, "an integer", place);
    };
  }

  private static long inRange(IntegerType type, long value, Described place) {
    // What is left above the type's own bits (for a signed one, above those below the sign):
    // nothing, or copies of the sign.
    long rest = value >> (type.signed() ? type.bits() - 1 : Math.min(type.bits(), Long.SIZE - 1));
    if (rest != 0 && !(type.signed() && rest == -1)) {
      throw outOfRange(type, Long.toString(value), place);
    }
    return value;
  }

  static ArgumentException outOfRange(IntegerType type, String value, Described place) {
    return new ArgumentException(
        place.what()
            + ": "
            + value
            + " is out of the range of "
            + type
            + ", "
            + type.min()
            + " to "
            + type.max());
  }

  /** The bits in the Java type of the layout. */
  private static Object narrowed(IntegerType type, long bits) {
    return switch (type.layout()) {
      case ValueLayout.OfByte _ -> (byte) bits;
      case ValueLayout.OfShort _ -> (short) bits;
      case ValueLayout.OfChar _ -> (char) bits;
      case ValueLayout.OfInt _ -> (int) bits;
      default -> bits;
    };
  }

  private static Object floating(FloatingType type, Object value, Described place) {
    if (!(value instanceof Number number)) {
      throw misfit(type, value, "a number", place);
    }
    double wide = number.doubleValue();
    if (type.bits() == Double.SIZE) {
      return wide;
    }
    float narrow = (float) wide;
    if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
      throw new ArgumentException(place.what() + ": " + value + " is out of the range of " + type);
    }
    return narrow;
  }

  private static ArgumentException misfit(
      ScalarType type, Object value, String wanted, Described place) {
    String found = value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    return new ArgumentException(
        place.what() + ": " + type + " takes " + wanted + ", found " + found);
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
    if (type instanceof EnumType enumeration) {
      return argument(enumeration.underlying(), raw);
    }
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
