package org.alfheim.internal.process.libc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * All memory of the process, for code that the just-in-time compiler is to see through: each access
 * is one instruction. Whoever gives an address vouches for it.
 */
@SuppressWarnings("restricted")
public final class AddressSpace {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

  static {
    assert ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  private AddressSpace() {}

  public static long getLong(long address) {
    return ALL.get(LONG, address);
  }

  public static void putLong(long address, long value) {
    ALL.set(LONG, address, value);
  }

  public static int getInt(long address) {
    return ALL.get(INT, address);
  }

  public static void putInt(long address, int value) {
    ALL.set(INT, address, value);
  }

  public static short getShort(long address) {
    return ALL.get(SHORT, address);
  }

  public static void putShort(long address, short value) {
    ALL.set(SHORT, address, value);
  }

  public static byte getByte(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address);
  }

  public static void putByte(long address, byte value) {
    ALL.set(ValueLayout.JAVA_BYTE, address, value);
  }

  /** Memory as a segment that is never freed by Java. */
  public static MemorySegment at(long address, long size) {
    return ALL.asSlice(address, size);
  }

  /** Copies bytes to an address. */
  public static void put(long address, byte[] bytes) {
    MemorySegment.copy(bytes, 0, ALL, ValueLayout.JAVA_BYTE, address, bytes.length);
  }

  /** Copies bytes from an address. */
  public static byte[] get(long address, int count) {
    byte[] bytes = new byte[count];
    MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, address, bytes, 0, count);
    return bytes;
  }
}
