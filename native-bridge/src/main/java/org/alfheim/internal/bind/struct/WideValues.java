package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.abi.ArgumentPlaces;
import org.alfheim.internal.bind.check.WideType;
import org.alfheim.internal.bind.marshal.Passage;
import org.alfheim.types.CType;

/** Numbers that are wider than Java's primitive types. */
public final class WideValues {
  /** As the psABI classifies it (3.2.3): like a structure of two {@code long}. */
  private static final StructLayout INT128 =
      MemoryLayout.structLayout(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG).withName("__int128");

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodHandle READ_INTEGER =
      handle(
          "integer", methodType(BigInteger.class, boolean.class, MemorySegment.class, long.class));
  private static final MethodHandle WRITE_INTEGER =
      handle(
          "integer",
          methodType(
              void.class,
              boolean.class,
              String.class,
              MemorySegment.class,
              long.class,
              BigInteger.class));
  private static final MethodHandle ENTER =
      handle(
          "enter",
          methodType(
              MemorySegment.class, boolean.class, String.class, Object.class, BigInteger.class));

  private WideValues() {}

  private static MethodHandle handle(String name, MethodType type) {
    return handle(WideValues.class, name, type);
  }

  private static MethodHandle handle(Class<?> owner, String name, MethodType type) {
    try {
      return LOOKUP.findStatic(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static BigInteger integer(boolean signed, MemorySegment memory, long at) {
    byte[] bytes = new byte[2 * Long.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = memory.get(ValueLayout.JAVA_BYTE, at + i);
    }
    return signed ? new BigInteger(bytes) : new BigInteger(1, bytes);
  }

  static void integer(
      boolean signed, String what, MemorySegment memory, long at, BigInteger value) {
    if (value == null) {
      throw new ArgumentException(what + ": null is no number");
    }
    boolean fits =
        signed ? value.bitLength() <= 127 : value.signum() >= 0 && value.bitLength() <= 128;
    if (!fits) {
      throw new ArgumentException(
          what
              + ": "
              + value
              + " is out of the range of "
              + (signed ? "a signed" : "an unsigned")
              + " integer of 128 bits");
    }
    memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, value.longValue());
    long upper = value.shiftRight(Long.SIZE).longValue();
    memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at + Long.BYTES, upper);
  }

  static MemorySegment enter(boolean signed, String what, Object frame, BigInteger value) {
    MemorySegment memory = ((SegmentAllocator) frame).allocate(INT128);
    integer(signed, what, memory, 0, value);
    return memory;
  }

  /** The access to a member that is such a number, if Java's type holds it. */
  static Optional<MemberAccess> member(Class<?> java, CType c, long offset, String what) {
    Optional<WideType> integer = WideType.integer(java, Optional.of(c));
    if (integer.isPresent()) {
      boolean signed = integer.get() == WideType.INT128;
      return Optional.of(
          new MemberAccess(
              MemberAccess.at(MethodHandles.insertArguments(READ_INTEGER, 0, signed), offset),
              Optional.of(
                  MemberAccess.at(
                      MethodHandles.insertArguments(WRITE_INTEGER, 0, signed, what), offset))));
    }
    if (java != double.class || WideType.of(c).filter(WideType.LONG_DOUBLE::equals).isEmpty()) {
      return Optional.empty();
    }
    MethodHandle read =
        handle(
            ExtendedDouble.class,
            "read",
            methodType(double.class, MemorySegment.class, long.class));
    MethodHandle write =
        handle(
            ExtendedDouble.class,
            "write",
            methodType(void.class, MemorySegment.class, long.class, double.class));
    return Optional.of(
        new MemberAccess(
            MemberAccess.at(read, offset), Optional.of(MemberAccess.at(write, offset))));
  }

  /** How a parameter reaches C, if it is such a number. */
  public static Optional<Passage> parameter(Class<?> java, Optional<CType> c, String what) {
    return WideType.integer(java, c)
        .map(type ->
            new Passage.Framed(
                MethodHandles.insertArguments(ENTER, 0, type == WideType.INT128, what),
                Optional.empty(),
                false,
                INT128));
  }

  /** How a result comes back, if it is such a number. */
  public static Optional<StructurePassing.Result> result(Class<?> java, Optional<CType> c) {
    return WideType.integer(java, c)
        .map(type ->
            new StructurePassing.Result(
                INT128,
                MethodHandles.insertArguments(
                    MethodHandles.insertArguments(READ_INTEGER, 0, type == WideType.INT128),
                    1,
                    0L)));
  }

  /** What C passes as if it were a structure of two parts, as that structure (psABI 3.2.3). */
  public static Optional<CType> parts(Class<?> java, Optional<CType> c) {
    return WideType.complex(java, c).isPresent() ? Optional.of(NaturalTypes.of(java)) : c;
  }

  /**
   * Refuses an integer of 128 bits that has no two registers left. The psABI (3.2.3) has it on the
   * stack then, aligned by 16 bytes, but clang before version 18 puts it elsewhere.
   *
   * @param places where the parameters are
   * @param parameters what is passed
   * @throws BindingException if there is one
   */
  public static void check(ArgumentPlaces places, List<MemoryLayout> parameters, String what) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).equals(INT128)
          && (i >= places.places().size() || !places.places().get(i).inRegisters())) {
        throw new BindingException(
            what
                + ", parameter "
                + (i + 1)
                + ": an integer of 128 bits that has no two registers left is passed otherwise by"
                + " each compiler; call it through a function of your own that takes a pointer");
      }
    }
  }
}
