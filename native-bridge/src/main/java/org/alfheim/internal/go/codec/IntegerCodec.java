package org.alfheim.internal.go.codec;

import java.lang.invoke.MethodType;
import java.math.BigInteger;
import org.alfheim.internal.go.frame.MisfitException;

/**
 * An integer. One of the same width has the same bits, a wider one of Java the value; and an {@code
 * int} stands for Go's {@code int} and {@code uint}, where the value is in its range.
 */
public final class IntegerCodec extends ScalarCodec {
  private final BasicKind kind;
  private final Class<?> java;
  private final int javaBits;
  private final long least;
  private final long most;
  private final long mask;

  private IntegerCodec(BasicKind kind, Class<?> java, int javaBits) {
    super(kind.bytes());
    this.kind = kind;
    this.java = java;
    this.javaBits = javaBits;
    int bits = 8 * kind.bytes();
    if (javaBits == bits) {
      this.least = -1L << (bits - 1);
      this.most = bits == Long.SIZE ? Long.MAX_VALUE : (1L << bits) - 1;
      this.mask = kind.signed() || bits == Long.SIZE ? -1 : (1L << bits) - 1;
    } else {
      int least = Math.min(bits, javaBits);
      this.least = kind.signed() ? -1L << (least - 1) : 0;
      this.most = kind.signed() || javaBits < bits ? (1L << (least - 1)) - 1 : (1L << bits) - 1;
      this.mask = -1;
    }
  }

  /**
   * The integer of a primitive type.
   *
   * @return null if the type is none that can stand for it
   */
  public static IntegerCodec of(BasicKind kind, Class<?> java) {
    int javaBits = bits(java);
    int bits = 8 * kind.bytes();
    boolean machine = kind == BasicKind.INT || kind == BasicKind.UINT;
    return javaBits >= bits || (javaBits == Integer.SIZE && machine)
        ? new IntegerCodec(kind, java, javaBits)
        : null;
  }

  private static int bits(Class<?> java) {
    if (java == long.class) {
      return Long.SIZE;
    } else if (java == int.class) {
      return Integer.SIZE;
    } else if (java == short.class) {
      return Short.SIZE;
    }
    return java == byte.class ? Byte.SIZE : 0;
  }

  public BasicKind kind() {
    return kind;
  }

  /** Whether Java's array has the same bytes as Go's. */
  public boolean sameBits() {
    return javaBits == 8 * kind.bytes();
  }

  /** Whether each value of Java's type is one of Go's. */
  public boolean takesAll() {
    return least <= -1L << (javaBits - 1) && most >= (1L << (javaBits - 1)) - 1;
  }

  /** Whether each value of Go's type is one of Java's. */
  public boolean givesAll() {
    return javaBits >= 8 * kind.bytes();
  }

  public long mask() {
    return mask;
  }

  /**
   * The word of a value that may be out of range.
   *
   * @throws MisfitException if it is
   */
  public long checked(long value) {
    if (value < least || value > most) {
      throw new MisfitException(value + " is not in the range of Go's " + kind.text() + range());
    }
    return value & mask;
  }

  /**
   * The value of a word that may be out of the range of Java's type.
   *
   * @throws MisfitException if it is
   */
  public long given(long word) {
    if (word < least || word > most) {
      throw new MisfitException(
          "Go gave "
              + (kind.signed() ? Long.toString(word) : Long.toUnsignedString(word))
              + ", which is no "
              + java.getSimpleName()
              + ": let it be a long");
    }
    return word;
  }

  private String range() {
    return javaBits < 8 * kind.bytes() ? "" : " (" + least + " to " + most + ")";
  }

  @Override
  public boolean signed() {
    return kind.signed();
  }

  @Override
  public long word(Object value) {
    return checked(integer(value));
  }

  private long integer(Object value) {
    return switch (value) {
      case Long number -> number;
      case Integer number -> number;
      case Short number -> number;
      case Byte number -> number;
      case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
      case null, default -> ((Number) cast(boxed(), value)).longValue();
    };
  }

  private Class<?> boxed() {
    return MethodType.methodType(java).wrap().returnType();
  }

  @Override
  public Object value(long word) {
    long value = givesAll() ? word : given(word);
    return switch (javaBits) {
      case Byte.SIZE -> (Object) (byte) value;
      case Short.SIZE -> (short) value;
      case Integer.SIZE -> (int) value;
      default -> value;
    };
  }
}
