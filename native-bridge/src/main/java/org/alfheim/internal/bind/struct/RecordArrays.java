package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Arrays of records as arrays of structures in memory. */
final class RecordArrays {
  private static final MethodHandle ROOM;

  static {
    try {
      ROOM =
          MethodHandles.lookup()
              .findStatic(
                  RecordArrays.class,
                  "room",
                  methodType(
                      MemorySegment.class, long.class, long.class, Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private RecordArrays() {}

  /** {@code (Object frame, R[]) MemorySegment}: a copy; null elements are all zeros. */
  static MethodHandle enter(RecordCodec codec, Class<?> array) {
    MethodHandle room = MethodHandles.insertArguments(ROOM, 0, codec.size(), codec.alignment());
    MethodHandle copy =
        MethodHandles.permuteArguments(
            RecordLoop.lending(codec.lend(), codec.size()),
            methodType(void.class, MemorySegment.class, Object.class, Object[].class),
            2,
            0,
            1);
    MethodHandle memory =
        MethodHandles.dropArguments(
            MethodHandles.identity(MemorySegment.class), 1, Object.class, Object[].class);
    return MethodHandles.foldArguments(MethodHandles.foldArguments(memory, copy), room)
        .asType(methodType(MemorySegment.class, Object.class, array));
  }

  /** {@code (MemorySegment, R[]) void}: each element becomes what C has left of it. */
  static MethodHandle leave(RecordCodec codec, Class<?> array) {
    return MethodHandles.permuteArguments(
            RecordLoop.reading(codec.read(), codec.size()),
            methodType(void.class, MemorySegment.class, Object[].class),
            1,
            0)
        .asType(methodType(void.class, MemorySegment.class, array));
  }

  /** Memory of a call, all zeros; NULL for no array. */
  static MemorySegment room(long size, long alignment, Object frame, Object[] records) {
    return records == null
        ? MemorySegment.NULL
        : ((SegmentAllocator) frame)
            .allocate(Math.multiplyExact(size, records.length), alignment)
            .fill((byte) 0);
  }
}
