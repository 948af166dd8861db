package org.alfheim.internal.bind.text;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.internal.bind.abi.MemoryAlignment;
import org.alfheim.internal.bind.marshal.Conversions;
import org.alfheim.internal.bind.text.Argument.Slot;
import org.alfheim.types.ObjectType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;

/** Values of Java as arguments of a call. */
final class JavaArguments {
  private JavaArguments() {}

  /** An argument for a parameter that the prototype declares. */
  static Argument declared(Slot slot, ObjectType declared, Object value, Arena arena) {
    if (declared instanceof StructureType structure) {
      return structure(slot, structure, value, arena);
    }
    ScalarType type = (ScalarType) declared;
    if (type instanceof PointerType && value != null) {
      Argument memory = memory(value, arena);
      if (memory != null) {
        return memory;
      }
    }
    Object raw = Values.toNative(type, value, slot);
    return Argument.of(Prototype.argumentLayout(type), Values.argument(type, raw));
  }

  /** How a structure is passed; Callable has refused those that are not. */
  static MemoryLayout passed(StructureType type) {
    return type.layout().orElseThrow();
  }

  /** A structure by value: memory that holds one, or a map from the names of its members. */
  private static Argument structure(Slot slot, StructureType type, Object value, Arena arena) {
    MemoryLayout layout = passed(type);
    if (value instanceof MemorySegment memory && memory.byteSize() >= layout.byteSize()) {
      return Argument.of(layout, memory);
    }
    MemorySegment memory = arena.allocate(layout.byteSize(), MemoryAlignment.of(type));
    new StructureWriter((scalar, given) -> Values.toNative(scalar, given, slot), slot)
        .write(type, memory, 0, value);
    return Argument.of(layout, memory);
  }

  /**
   * An argument that stands for {@code ...}, after the default argument promotions (C17 6.5.2.2p6).
   */
  static Argument promoted(Slot slot, Object value, Arena arena) {
    return switch (value) {
      case null -> Argument.pointer(MemorySegment.NULL);
      case Boolean bool -> Argument.of(ValueLayout.JAVA_INT, bool ? 1 : 0);
      case Character character -> Argument.of(ValueLayout.JAVA_INT, (int) character);
      case Byte _, Short _, Integer _ ->
          Argument.of(ValueLayout.JAVA_INT, ((Number) value).intValue());
      case Long number -> Argument.of(ValueLayout.JAVA_LONG, number);
      case BigInteger number -> big(slot, number);
      case Float _, Double _ ->
          Argument.of(ValueLayout.JAVA_DOUBLE, ((Number) value).doubleValue());
      case MemorySegment pointer -> Argument.pointer(pointer);
      default -> {
        Argument memory = memory(value, arena);
        if (memory == null) {
          throw new ArgumentException(
              slot.what()
                  + ": a "
                  + value.getClass().getName()
                  + " can't be passed; pass a number, a String, an array of a primitive type or a"
                  + " MemorySegment");
        }
        yield memory;
      }
    };
  }

  static Argument big(Slot slot, BigInteger number) {
    if (number.bitLength() > Long.SIZE
        || (number.signum() < 0 && number.bitLength() >= Long.SIZE)) {
      throw new ArgumentException(slot.what() + ": " + number + " does not fit in 64 bits");
    }
    return Argument.of(ValueLayout.JAVA_LONG, number.longValue());
  }

  /**
   * Memory with a copy of a string or an array; an array is copied back after the call. Null if the
   * value is neither.
   */
  private static Argument memory(Object value, Arena arena) {
    return switch (value) {
      case String text -> Argument.pointer(string(text, arena));
      case byte[] array ->
          copied(arena.allocateFrom(ValueLayout.JAVA_BYTE, array), MemorySegment.ofArray(array));
      case short[] array ->
          copied(arena.allocateFrom(ValueLayout.JAVA_SHORT, array), MemorySegment.ofArray(array));
      case char[] array ->
          copied(arena.allocateFrom(ValueLayout.JAVA_CHAR, array), MemorySegment.ofArray(array));
      case int[] array ->
          copied(arena.allocateFrom(ValueLayout.JAVA_INT, array), MemorySegment.ofArray(array));
      case long[] array ->
          copied(arena.allocateFrom(ValueLayout.JAVA_LONG, array), MemorySegment.ofArray(array));
      case float[] array ->
          copied(arena.allocateFrom(ValueLayout.JAVA_FLOAT, array), MemorySegment.ofArray(array));
      case double[] array ->
          copied(arena.allocateFrom(ValueLayout.JAVA_DOUBLE, array), MemorySegment.ofArray(array));
      default -> null;
    };
  }

  private static Argument copied(MemorySegment memory, MemorySegment array) {
    return Argument.pointer(memory, () -> array.copyFrom(memory));
  }

  /** A copy of a string for native code, which would end it at a NUL within. */
  static MemorySegment string(String text, Arena arena) {
    return arena.allocateFrom(Conversions.whole(text));
  }
}
