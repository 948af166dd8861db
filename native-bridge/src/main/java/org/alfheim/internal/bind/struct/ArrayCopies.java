package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.alfheim.bind.ArgumentException;

/** Arrays of primitive types, copied from and to memory, as method handles. */
final class ArrayCopies {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private ArrayCopies() {}

  /** {@code (MemorySegment) array}: all elements that the memory has. */
  static MethodHandle toArray(Class<?> array) {
    return handle("to", methodType(array, MemorySegment.class), array);
  }

  /**
   * {@code (MemorySegment, array) void}: fills the memory.
   *
   * @param what names the array in messages
   */
  static MethodHandle fromArray(Class<?> array, String what) {
    MethodHandle copy =
        handle(
            "from",
            methodType(void.class, String.class, MemorySegment.class, MemorySegment.class),
            array);
    MethodHandle heap = handle("heap", methodType(MemorySegment.class, array), array);
    return MethodHandles.filterArguments(MethodHandles.insertArguments(copy, 0, what), 1, heap);
  }

  private static MethodHandle handle(String name, MethodType type, Class<?> array) {
    String full = name.equals("to") ? name + array.componentType().getSimpleName() : name;
    try {
      return LOOKUP.findStatic(ArrayCopies.class, full, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(array.getTypeName(), e);
    }
  }

  static void from(String what, MemorySegment memory, MemorySegment array) {
    if (array.byteSize() != memory.byteSize()) {
      throw new ArgumentException(
          what
              + ": an array of "
              + array.byteSize()
              + " bytes is given, and there are "
              + memory.byteSize());
    }
    memory.copyFrom(array);
  }

  static byte[] tobyte(MemorySegment memory) {
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }

  static short[] toshort(MemorySegment memory) {
    return memory.toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
  }

  static char[] tochar(MemorySegment memory) {
    return memory.toArray(ValueLayout.JAVA_CHAR_UNALIGNED);
  }

  static int[] toint(MemorySegment memory) {
    return memory.toArray(ValueLayout.JAVA_INT_UNALIGNED);
  }

  static long[] tolong(MemorySegment memory) {
    return memory.toArray(ValueLayout.JAVA_LONG_UNALIGNED);
  }

  static float[] tofloat(MemorySegment memory) {
    return memory.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
  }

  static double[] todouble(MemorySegment memory) {
    return memory.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
  }

  static MemorySegment heap(byte[] array) {
    return MemorySegment.ofArray(array);
  }

  static MemorySegment heap(short[] array) {
    return MemorySegment.ofArray(array);
  }

  static MemorySegment heap(char[] array) {
    return MemorySegment.ofArray(array);
  }

  static MemorySegment heap(int[] array) {
    return MemorySegment.ofArray(array);
  }

  static MemorySegment heap(long[] array) {
    return MemorySegment.ofArray(array);
  }

  static MemorySegment heap(float[] array) {
    return MemorySegment.ofArray(array);
  }

  static MemorySegment heap(double[] array) {
    return MemorySegment.ofArray(array);
  }
}
