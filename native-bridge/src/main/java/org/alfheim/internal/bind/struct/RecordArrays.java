package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Arrays of records as arrays of structures in memory. */
final class RecordArrays {
  private static final MethodHandle ENTER;
  private static final MethodHandle LEAVE;

  static {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      ENTER =
          lookup.findStatic(
              RecordArrays.class,
              "enter",
              methodType(MemorySegment.class, RecordCodec.class, Object.class, Object[].class));
      LEAVE =
          lookup.findStatic(
              RecordArrays.class,
              "leave",
              methodType(void.class, RecordCodec.class, MemorySegment.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private RecordArrays() {}

  /** {@code (Object frame, R[]) MemorySegment}: a copy; null elements are all zeros. */
  static MethodHandle enter(RecordCodec codec, Class<?> array) {
    return MethodHandles.insertArguments(ENTER, 0, codec)
        .asType(methodType(MemorySegment.class, Object.class, array));
  }

  /** {@code (MemorySegment, R[]) void}: each element becomes what C has left of it. */
  static MethodHandle leave(RecordCodec codec, Class<?> array) {
    return MethodHandles.insertArguments(LEAVE, 0, codec)
        .asType(methodType(void.class, MemorySegment.class, array));
  }

  static MemorySegment enter(RecordCodec codec, Object frame, Object[] records) throws Throwable {
    if (records == null) {
      return MemorySegment.NULL;
    }
    long bytes = Math.multiplyExact(codec.size(), records.length);
    MemorySegment memory =
        ((SegmentAllocator) frame).allocate(bytes, codec.alignment()).fill((byte) 0);
    for (int i = 0; i < records.length; i++) {
      if (records[i] != null) {
        codec.lend().invoke(frame, memory, i * codec.size(), records[i]);
      }
    }
    return memory;
  }

  static void leave(RecordCodec codec, MemorySegment memory, Object[] records) throws Throwable {
    if (records != null) {
      for (int i = 0; i < records.length; i++) {
        records[i] = codec.read().invoke(memory, i * codec.size());
      }
    }
  }
}
