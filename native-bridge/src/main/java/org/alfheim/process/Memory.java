package org.alfheim.process;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads and writes at addresses of the process. */
@SuppressWarnings("restricted")
final class Memory {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private Memory() {}

  static long readLong(Address place) {
    return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, place.value());
  }

  static void writeLong(Address place, long value) {
    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, place.value(), value);
  }

  static void writeInt(Address place, int value) {
    ALL.set(ValueLayout.JAVA_INT_UNALIGNED, place.value(), value);
  }

  static void clear(Address start, long size) {
    ALL.asSlice(start.value(), size).fill((byte) 0);
  }

  static MemorySegment segment(Address start, long size) {
    return MemorySegment.ofAddress(start.value()).reinterpret(size);
  }

  static String string(Address start) {
    return CString.read(
        start.value(),
        CString.length(start.value(), Long.MAX_VALUE - start.value(), _ -> true).orElseThrow());
  }
}
