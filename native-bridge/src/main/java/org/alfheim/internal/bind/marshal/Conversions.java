package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.codegen.ContractClass;
import org.alfheim.internal.process.libc.Downcalls;

/**
 * What is done with a value on its way between Java and C, as methods and as handles onto them.
 *
 * <p>The handles become constants of a {@link ContractClass}, and the compiler inlines them there.
 */
public final class Conversions {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  public static final MethodHandle OPEN = handle("open", methodType(Object.class));
  public static final MethodHandle CLOSE = handle("close", methodType(void.class, Object.class));
  public static final MethodHandle RETHROW =
      handle("rethrow", methodType(void.class, Object.class));

  /** {@code (Object frame, String) MemorySegment}: a copy that is there as long as the call. */
  public static final MethodHandle STRING_IN =
      handle("stringIn", methodType(MemorySegment.class, Object.class, String.class));

  static final MethodHandle STRING_OUT =
      handle("stringOut", methodType(String.class, MemorySegment.class));
  public static final MethodHandle CHECKED_STRING_OUT =
      handle("checkedStringOut", methodType(String.class, MemorySegment.class));
  static final MethodHandle VIEW =
      handle("view", methodType(MemorySegment.class, long.class, MemorySegment.class));
  static final MethodHandle ADDRESS_OUT =
      handle("addressOut", methodType(MemorySegment.class, MemorySegment.class));
  static final MethodHandle UNSIGNED_IN =
      handle("unsignedIn", methodType(int.class, int.class, String.class, long.class));

  static final MethodHandle POINTER_IN =
      handle("pointerIn", methodType(MemorySegment.class, String.class, MemorySegment.class));

  /** {@code (MemorySegment) long}. */
  public static final MethodHandle ADDRESS_OF =
      handle("addressOf", methodType(long.class, MemorySegment.class));

  public static final MethodHandle PLACE =
      handle("place", methodType(MemorySegment.class, Target.class, long.class));
  public static final MethodHandle MEMORY =
      handle("memory", methodType(MemorySegment.class, Target.class, long.class));
  static final MethodHandle UNSIGNED_32 = handle("unsigned", methodType(long.class, int.class));
  static final MethodHandle UNSIGNED_16 = handle("unsigned", methodType(int.class, short.class));
  static final MethodHandle UNSIGNED_8 = handle("unsigned", methodType(int.class, byte.class));
  static final MethodHandle SIGNED_16 = handle("signed", methodType(int.class, char.class));

  private Conversions() {}

  static MethodHandle handle(String name, MethodType type) {
    try {
      return LOOKUP.findStatic(Conversions.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** {@code (Object frame, array) MemorySegment}: a copy of the array. */
  static MethodHandle arrayIn(Class<?> array) {
    return handle("arrayIn", methodType(MemorySegment.class, Object.class, array));
  }

  /** {@code (Object frame, array) MemorySegment}: as much memory as the array has, all zeros. */
  static MethodHandle arrayRoom(Class<?> array) {
    MethodHandle room =
        handle("arrayRoom", methodType(MemorySegment.class, Object.class, MemorySegment.class));
    return MethodHandles.filterArguments(room, 1, arrayOnHeap(array));
  }

  /** {@code (array) MemorySegment}: the array's own memory. */
  static MethodHandle arrayOnHeap(Class<?> array) {
    return handle("onHeap", methodType(MemorySegment.class, array));
  }

  /** {@code (MemorySegment, array) void}: copies the memory into the array. */
  static MethodHandle arrayBack(Class<?> array) {
    MethodHandle back =
        handle("arrayBack", methodType(void.class, MemorySegment.class, MemorySegment.class));
    return MethodHandles.filterArguments(back, 1, arrayOnHeap(array));
  }

  static Object open() {
    return Frame.open();
  }

  static void close(Object frame) {
    ((Frame) frame).close();
  }

  static void rethrow(Object frame) throws Throwable {
    ((Frame) frame).rethrow();
  }

  static MemorySegment stringIn(Object frame, String text) {
    return text == null ? MemorySegment.NULL : ((Frame) frame).allocateFrom(whole(text));
  }

  /** A string that C sees whole: one with a NUL in it would end there. */
  public static String whole(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new ArgumentException(
          "a string with a NUL in it would be cut short in C; pass it as a byte[]");
    }
    return text;
  }

  static String stringOut(MemorySegment pointer) {
    try {
      return Downcalls.string(pointer);
    } catch (IllegalArgumentException endless) {
      throw new BindingException(endless.getMessage(), endless);
    }
  }

  /** The same where the pointer may be something else: a variable has no type to show. */
  static String checkedStringOut(MemorySegment pointer) {
    try {
      return Downcalls.checkedString(pointer);
    } catch (IllegalArgumentException none) {
      throw new BindingException(none.getMessage(), none);
    }
  }

  static long addressOf(MemorySegment pointer) {
    return pointer.address();
  }

  static MemorySegment view(long size, MemorySegment pointer) {
    return pointer.address() == 0 ? pointer : Downcalls.view(pointer, size);
  }

  /** Where a variable lies; a thread-local one, for the calling thread. */
  public static MemorySegment place(Target target, long size) {
    MemorySegment segment = target.segment();
    if (size > segment.byteSize()) {
      throw new BindingException(
          target.image()
              + ": "
              + target.name()
              + " has no more than "
              + segment.byteSize()
              + " bytes of memory, and "
              + size
              + " are asked for",
          List.of());
    }
    return segment.asSlice(0, size);
  }

  /**
   * A variable's own memory, which can't be written where a write would end the process.
   *
   * @param size how many bytes; 0 for as many as the image says
   */
  public static MemorySegment memory(Target target, long size) {
    MemorySegment memory = size == 0 ? target.segment() : place(target, size);
    return target.writable() ? memory : memory.asReadOnly();
  }

  /** What a callback returns to C; null is NULL, and memory of the heap has no address. */
  static MemorySegment addressOut(MemorySegment pointer) {
    if (pointer == null) {
      return MemorySegment.NULL;
    }
    if (!pointer.isNative()) {
      throw new ArgumentException("a callback can't return memory of the Java heap to C");
    }
    return pointer;
  }

  /** The bits of an unsigned value. */
  static int unsignedIn(int bits, String what, long value) {
    if (value >>> bits != 0) {
      throw new ArgumentException(
          what + ": " + value + " is out of the range of an unsigned integer of " + bits + " bits");
    }
    return (int) value;
  }

  static MemorySegment pointerIn(String what, MemorySegment pointer) {
    if (pointer == null) {
      throw new ArgumentException(what + ": null; C's NULL is MemorySegment.NULL");
    }
    return pointer;
  }

  static long unsigned(int value) {
    return Integer.toUnsignedLong(value);
  }

  static int unsigned(short value) {
    return Short.toUnsignedInt(value);
  }

  static int signed(char value) {
    return (short) value;
  }

  static int unsigned(byte value) {
    return Byte.toUnsignedInt(value);
  }

  static MemorySegment arrayRoom(Object frame, MemorySegment array) {
    return array.address() == 0 && array.isNative()
        ? array
        : ((Frame) frame).allocate(array.byteSize(), Long.BYTES).fill((byte) 0);
  }

  static void arrayBack(MemorySegment memory, MemorySegment array) {
    if (!array.isNative()) {
      array.copyFrom(memory);
    }
  }

  static MemorySegment arrayIn(Object frame, byte[] array) {
    return array == null
        ? MemorySegment.NULL
        : ((Frame) frame).allocateFrom(ValueLayout.JAVA_BYTE, array);
  }

  static MemorySegment arrayIn(Object frame, short[] array) {
    return array == null
        ? MemorySegment.NULL
        : ((Frame) frame).allocateFrom(ValueLayout.JAVA_SHORT, array);
  }

  static MemorySegment arrayIn(Object frame, char[] array) {
    return array == null
        ? MemorySegment.NULL
        : ((Frame) frame).allocateFrom(ValueLayout.JAVA_CHAR, array);
  }

  static MemorySegment arrayIn(Object frame, int[] array) {
    return array == null
        ? MemorySegment.NULL
        : ((Frame) frame).allocateFrom(ValueLayout.JAVA_INT, array);
  }

  static MemorySegment arrayIn(Object frame, long[] array) {
    return array == null
        ? MemorySegment.NULL
        : ((Frame) frame).allocateFrom(ValueLayout.JAVA_LONG, array);
  }

  static MemorySegment arrayIn(Object frame, float[] array) {
    return array == null
        ? MemorySegment.NULL
        : ((Frame) frame).allocateFrom(ValueLayout.JAVA_FLOAT, array);
  }

  static MemorySegment arrayIn(Object frame, double[] array) {
    return array == null
        ? MemorySegment.NULL
        : ((Frame) frame).allocateFrom(ValueLayout.JAVA_DOUBLE, array);
  }

  static MemorySegment onHeap(byte[] array) {
    return array == null ? MemorySegment.NULL : MemorySegment.ofArray(array);
  }

  static MemorySegment onHeap(short[] array) {
    return array == null ? MemorySegment.NULL : MemorySegment.ofArray(array);
  }

  static MemorySegment onHeap(char[] array) {
    return array == null ? MemorySegment.NULL : MemorySegment.ofArray(array);
  }

  static MemorySegment onHeap(int[] array) {
    return array == null ? MemorySegment.NULL : MemorySegment.ofArray(array);
  }

  static MemorySegment onHeap(long[] array) {
    return array == null ? MemorySegment.NULL : MemorySegment.ofArray(array);
  }

  static MemorySegment onHeap(float[] array) {
    return array == null ? MemorySegment.NULL : MemorySegment.ofArray(array);
  }

  static MemorySegment onHeap(double[] array) {
    return array == null ? MemorySegment.NULL : MemorySegment.ofArray(array);
  }
}
