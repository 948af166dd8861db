package org.alfheim.internal.process.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes at addresses of the process.
 *
 * <p>Words go through byte buffers: the first access through each memory layout spins classes for a
 * millisecond or two.
 */
@SuppressWarnings("restricted")
public final class Memory {
  private Memory() {}

  public static long readLong(Address place) {
    return buffer(segment(place, Long.BYTES)).getLong(0);
  }

  public static void writeLong(Address place, long value) {
    buffer(segment(place, Long.BYTES)).putLong(0, value);
  }

  /** Reads words that lie one behind the other. */
  public static long[] readLongs(Address place, int count) {
    long[] words = new long[count];
    buffer(segment(place, (long) Long.BYTES * count)).asLongBuffer().get(words);
    return words;
  }

  /** A segment of less than 2 GiB as a buffer, in the order of the processor. */
  public static ByteBuffer buffer(MemorySegment segment) {
    return segment.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  public static MemorySegment segment(Address start, long size) {
    return MemorySegment.ofAddress(start.value()).reinterpret(size);
  }

  /** Memory that is given up, in the way that is said, when an arena is closed. */
  public static MemorySegment segment(Address start, long size, Arena arena, Runnable giveUp) {
    return MemorySegment.ofAddress(start.value()).reinterpret(size, arena, _ -> giveUp.run());
  }

  public static String string(Address start) {
    return CString.read(
        start.value(), CString.length(start.value(), Integer.MAX_VALUE, true).orElseThrow());
  }
}
