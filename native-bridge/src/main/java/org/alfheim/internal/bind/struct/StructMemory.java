package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.Struct;
import org.alfheim.internal.process.libc.Downcalls;

/** What is done with a structure's memory besides plain reads and writes, as method handles. */
final class StructMemory {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  static final MethodHandle ADD = handle("add", methodType(long.class, long.class, long.class));
  static final MethodHandle BITS =
      handle(
          "bits",
          methodType(
              long.class, long.class, int.class, boolean.class, MemorySegment.class, long.class));
  static final MethodHandle SET_BITS =
      handle(
          "setBits",
          methodType(
              void.class,
              long.class,
              int.class,
              boolean.class,
              String.class,
              MemorySegment.class,
              long.class,
              long.class));
  static final MethodHandle SLICE =
      handle(
          "slice",
          methodType(MemorySegment.class, long.class, long.class, MemorySegment.class, long.class));
  static final MethodHandle MORE =
      handle(
          "more",
          methodType(MemorySegment.class, long.class, long.class, MemorySegment.class, long.class));
  static final MethodHandle TEXT =
      handle(
          "text",
          methodType(String.class, long.class, long.class, MemorySegment.class, long.class));
  static final MethodHandle SET_TEXT =
      handle(
          "setText",
          methodType(
              void.class,
              long.class,
              long.class,
              String.class,
              MemorySegment.class,
              long.class,
              String.class));
  static final MethodHandle COPY =
      handle(
          "copy",
          methodType(
              void.class, long.class, long.class, MemorySegment.class, long.class, Struct.class));
  static final MethodHandle BEHIND =
      handle("behind", methodType(MemorySegment.class, long.class, MemorySegment.class));
  static final MethodHandle ADDRESS =
      handle("address", methodType(MemorySegment.class, Struct.class));
  static final MethodHandle BEGIN =
      handle("begin", methodType(MemorySegment.class, long.class, String.class, Struct.class));
  static final MethodHandle WHOLE =
      handle("whole", methodType(MemorySegment.class, long.class, String.class, Struct.class));
  static final MethodHandle ROOM =
      handle("room", methodType(MemorySegment.class, long.class, long.class, Object.class));
  static final MethodHandle IS_NOTHING =
      handle("isNothing", methodType(boolean.class, Object.class));
  private static final MethodHandle GIVEN =
      handle("given", methodType(Object.class, String.class, Object.class));
  static final MethodHandle KEPT =
      handle("kept", methodType(MemorySegment.class, long.class, MemorySegment.class));
  static final MethodHandle NULL = handle("isNull", methodType(boolean.class, MemorySegment.class));
  static final MethodHandle CUT =
      handle("cut", methodType(MemorySegment.class, long.class, MemorySegment.class));
  static final MethodHandle SHOW =
      handle("show", methodType(String.class, String.class, MemorySegment.class));
  static final MethodHandle SAME =
      handle("same", methodType(boolean.class, MemorySegment.class, Object.class));

  private StructMemory() {}

  private static MethodHandle handle(String name, MethodType type) {
    try {
      return LOOKUP.findStatic(StructMemory.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static long add(long offset, long base) {
    return base + offset;
  }

  /** A bit-field: bit 0 is the lowest of the first byte (psABI 3.1.2). */
  static long bits(long first, int width, boolean signed, MemorySegment memory, long base) {
    long value = 0;
    for (int i = 0; i < width; ) {
      long bit = first + i;
      int shift = (int) (bit % Byte.SIZE);
      int taken = Math.min(Byte.SIZE - shift, width - i);
      long held = Byte.toUnsignedLong(memory.get(ValueLayout.JAVA_BYTE, base + bit / Byte.SIZE));
      value |= ((held >> shift) & ((1L << taken) - 1)) << i;
      i += taken;
    }
    int above = Long.SIZE - width;
    return signed ? (value << above) >> above : value;
  }

  static void setBits(
      long first,
      int width,
      boolean signed,
      String what,
      MemorySegment memory,
      long base,
      long value) {
    int above = Long.SIZE - width;
    long kept = signed ? (value << above) >> above : (value << above) >>> above;
    if (kept != value) {
      throw new ArgumentException(
          what + ": " + value + " is out of the range of a bit-field of " + width + " bits");
    }
    for (int i = 0; i < width; ) {
      long bit = first + i;
      long at = base + bit / Byte.SIZE;
      int shift = (int) (bit % Byte.SIZE);
      int taken = Math.min(Byte.SIZE - shift, width - i);
      int mask = ((1 << taken) - 1) << shift;
      int held = memory.get(ValueLayout.JAVA_BYTE, at);
      int part = ((int) (value >> i) << shift) & mask;
      memory.set(ValueLayout.JAVA_BYTE, at, (byte) ((held & ~mask) | part));
      i += taken;
    }
  }

  static MemorySegment slice(long offset, long size, MemorySegment memory, long base) {
    return memory.asSlice(base + offset, size);
  }

  /** What lies behind a structure, as long as that; how much there is, somebody has said. */
  static MemorySegment more(long offset, long size, MemorySegment memory, long base) {
    long begin = base + offset;
    return Downcalls.view(memory, Math.addExact(begin, size)).asSlice(begin);
  }

  /** An array of characters, up to its first NUL. */
  static String text(long offset, long size, MemorySegment memory, long base) {
    byte[] bytes = memory.asSlice(base + offset, size).toArray(ValueLayout.JAVA_BYTE);
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  static void setText(
      long offset, long size, String what, MemorySegment memory, long base, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= size || text.indexOf('\0') >= 0) {
      throw new ArgumentException(
          what
              + ": a string of "
              + bytes.length
              + " bytes and its NUL do not fit in char["
              + size
              + "], or it has a NUL in it");
    }
    MemorySegment place = memory.asSlice(base + offset, size).fill((byte) 0);
    MemorySegment.copy(bytes, 0, place, ValueLayout.JAVA_BYTE, 0, bytes.length);
  }

  static void copy(long offset, long size, MemorySegment memory, long base, Struct value) {
    MemorySegment.copy(value.memory(), 0, memory, base + offset, size);
  }

  /** What a pointer leads to; NULL stays what it is. */
  static MemorySegment behind(long size, MemorySegment pointer) {
    return pointer.address() == 0 ? pointer : Downcalls.view(pointer, size);
  }

  /** A view as what a pointer leads to. */
  static MemorySegment address(Struct view) {
    return view == null ? MemorySegment.NULL : CallbackStructures.alive(view.memory());
  }

  /** A view as an argument that is a pointer: C may use as much as its own structure has. */
  static MemorySegment begin(long least, String what, Struct view) {
    return view == null ? MemorySegment.NULL : whole(least, what, view);
  }

  /** A view as an argument that goes by value, or is a reference of C++. */
  static MemorySegment whole(long least, String what, Struct view) {
    if (view == null) {
      throw new ArgumentException(what + ": null, where C takes a structure; C was not called");
    }
    MemorySegment memory = view.memory();
    if (memory.byteSize() < least) {
      throw new ArgumentException(
          what
              + ": the view has "
              + memory.byteSize()
              + " bytes, and C's structure "
              + least
              + "; C was not called");
    }
    return memory;
  }

  /** Memory of a call, all zeros. */
  static MemorySegment room(long size, long alignment, Object frame) {
    return ((SegmentAllocator) frame).allocate(size, alignment).fill((byte) 0);
  }

  /**
   * {@code (V) V}: a record or a view that is copied, and so is there.
   *
   * @param what names it in messages
   */
  static MethodHandle given(String what, Class<?> type) {
    return MethodHandles.insertArguments(GIVEN, 0, what).asType(methodType(type, type));
  }

  static Object given(String what, Object value) {
    if (value == null) {
      throw new ArgumentException(what + ": null, where C has a structure; C was not called");
    }
    return value;
  }

  static boolean isNothing(Object value) {
    return value == null;
  }

  /** A copy that lives as long as it is in use. */
  static MemorySegment kept(long alignment, MemorySegment memory) {
    return Arena.ofAuto().allocate(memory.byteSize(), alignment).copyFrom(memory);
  }

  /** {@code (MemorySegment, V) void}: copies all of a view. */
  static MethodHandle copyOf(long size, Class<?> view) {
    MethodHandle copy = MethodHandles.insertArguments(COPY, 0, 0L, size);
    return MethodHandles.insertArguments(copy, 1, 0L)
        .asType(methodType(void.class, MemorySegment.class, view));
  }

  static boolean isNull(MemorySegment pointer) {
    return pointer.address() == 0;
  }

  static MemorySegment cut(long size, MemorySegment memory) {
    return memory.byteSize() == size ? memory : memory.asSlice(0, size);
  }

  static String show(String type, MemorySegment memory) {
    return type + " at 0x" + Long.toHexString(memory.address());
  }

  static boolean same(MemorySegment memory, Object other) {
    return other instanceof Struct view && view.memory().equals(memory);
  }
}
