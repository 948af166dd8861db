package org.alfheim.internal.amd64;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The psABI's little-endian words at any alignment. */
public final class ElfLayouts {
  public static final ValueLayout.OfShort HALF =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  public static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  public static final ValueLayout.OfLong XWORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private ElfLayouts() {}

  /**
   * Writes words of eight bytes, one behind the other. All at once: code that runs once pays for
   * each access to a segment.
   */
  public static void write(MemorySegment file, long offset, long... words) {
    buffer(file, offset, 8L * words.length).asLongBuffer().put(words);
  }

  /** A range of a file to write to piece by piece. */
  public static ByteBuffer buffer(MemorySegment file, long offset, long size) {
    return file.asSlice(offset, size).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
