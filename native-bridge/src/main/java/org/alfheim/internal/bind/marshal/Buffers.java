package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.alfheim.bind.ArgumentException;

/** What C sees of a buffer: what lies between its position and its limit. */
final class Buffers {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /** {@code (MemorySegment, ByteBuffer) void}: copies back what is a copy. */
  static final MethodHandle BUFFER_BACK =
      find("bufferBack", methodType(void.class, MemorySegment.class, ByteBuffer.class));

  private Buffers() {}

  private static MethodHandle find(String name, MethodType type) {
    try {
      return LOOKUP.findStatic(Buffers.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * {@code (Object frame, ByteBuffer) MemorySegment}: the memory of a direct buffer, or a copy of
   * one on the heap, from its position to its limit.
   *
   * @param readOnly whether C only reads it
   * @param empty whether C only writes it
   * @param what names the parameter in messages
   */
  static MethodHandle bufferIn(boolean readOnly, boolean empty, String what) {
    return MethodHandles.insertArguments(
        find(
            "bufferIn",
            methodType(
                MemorySegment.class,
                boolean.class,
                boolean.class,
                String.class,
                Object.class,
                ByteBuffer.class)),
        0,
        readOnly,
        empty,
        what);
  }

  static MemorySegment bufferIn(
      boolean readOnly, boolean empty, String what, Object frame, ByteBuffer buffer) {
    MemorySegment memory = inPlace(readOnly, what, buffer);
    if (memory.isNative()) {
      return memory;
    }
    MemorySegment copy = ((Frame) frame).allocate(memory.byteSize(), Long.BYTES);
    return empty ? copy.fill((byte) 0) : copy.copyFrom(memory);
  }

  /**
   * {@code (ByteBuffer) MemorySegment}: the buffer's own memory, from its position to its limit.
   */
  static MethodHandle inPlace(boolean readOnly, String what) {
    return MethodHandles.insertArguments(
        find(
            "inPlace",
            methodType(MemorySegment.class, boolean.class, String.class, ByteBuffer.class)),
        0,
        readOnly,
        what);
  }

  static MemorySegment inPlace(boolean readOnly, String what, ByteBuffer buffer) {
    if (buffer == null) {
      return MemorySegment.NULL;
    }
    if (buffer.isReadOnly() && !readOnly) {
      throw new ArgumentException(
          what + ": a buffer that is read-only needs @In, which says that C does not write it");
    }
    return MemorySegment.ofBuffer(buffer);
  }

  static void bufferBack(MemorySegment memory, ByteBuffer buffer) {
    if (buffer != null && !buffer.isDirect()) {
      MemorySegment.ofBuffer(buffer).copyFrom(memory);
    }
  }
}
