package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of one image and its name: the single place where a range that the file claims meets
 * the range that the file has.
 *
 * <p>Reading goes through little-endian byte buffers over slices of the segment: they cost next to
 * nothing when cold (the first access through a memory layout spins several classes), and the same
 * as a memory segment when warm. A slice of a byte buffer is limited to 2 GiB; the file is not.
 *
 * <p>A table that is gone through from end to end is read in {@link #PIECE}s: code that runs once
 * is interpreted, and there an element of an array costs one instruction, a read of a buffer ten
 * calls. Pieces are small, so that the compiler gets hold of what goes through them before a large
 * table has come to its end.
 */
public final class ElfBytes {
  /** How many entries of a table are read at once. */
  static final int PIECE = 64;

  private final String name;
  private final MemorySegment segment;
  private final TableScan scan;

  /**
   * A file.
   *
   * @param name what to call it in messages
   * @param bytes the file's bytes
   */
  public ElfBytes(String name, MemorySegment bytes) {
    this(name, bytes, PortableScan.INSTANCE);
  }

  /**
   * A file with large tables.
   *
   * @param name what to call it in messages
   * @param bytes the file's bytes
   * @param scan goes through the tables
   */
  ElfBytes(String name, MemorySegment bytes, TableScan scan) {
    this.name = name;
    this.segment = readable(bytes).asReadOnly();
    this.scan = scan;
  }

  /** The same bytes, in a segment that a byte buffer can show: native, or of a byte array. */
  private static MemorySegment readable(MemorySegment bytes) {
    if (bytes.isNative()
        || bytes.heapBase().isEmpty()
        || bytes.heapBase().get() instanceof byte[]) {
      return bytes;
    }
    return MemorySegment.ofArray(bytes.toArray(ValueLayout.JAVA_BYTE));
  }

  /** What the file is called in messages. */
  public String name() {
    return name;
  }

  /** All of it, read-only. */
  public MemorySegment segment() {
    return segment;
  }

  /** Goes through the file's tables. */
  TableScan scan() {
    return scan;
  }

  /** The bytes of the file. */
  public long size() {
    return segment.byteSize();
  }

  /**
   * A range of the file.
   *
   * @param offset where the range begins in the file, unsigned
   * @param size the bytes of the range, unsigned
   * @param field the field that claims the range
   * @param at where that field lies in the file, or -1
   * @return the range
   * @throws ElfException if the range is not wholly in the file, or has 2 GiB and more
   */
  public MemorySegment slice(long offset, long size, String field, long at) {
    long fileSize = segment.byteSize();
    if (offset < 0 || offset > fileSize || size < 0 || size > fileSize - offset) {
      throw bad(
          field,
          at,
          "truncated or damaged file: "
              + what(offset, size)
              + ", and the file has "
              + hex(fileSize)
              + " bytes",
          "get a complete copy of the file");
    }
    if (size > Integer.MAX_VALUE) {
      throw bad(field, at, "a table of 2 GiB and more is not supported: " + what(offset, size), "");
    }
    return segment.asSlice(offset, size);
  }

  /**
   * A range of the file to read from, in little-endian order.
   *
   * @param offset as for {@link #slice}
   * @param size as for {@link #slice}
   * @param field as for {@link #slice}
   * @param at as for {@link #slice}
   * @throws ElfException as {@link #slice} throws it
   */
  public ByteBuffer window(long offset, long size, String field, long at) {
    return buffer(slice(offset, size, field, at));
  }

  static ByteBuffer buffer(MemorySegment slice) {
    return slice.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  ElfException bad(String field, long at, String problem, String cure) {
    return new ElfException(name, field, at, problem, cure);
  }

  /**
   * What is thrown where the file is damaged.
   *
   * @param field the field at fault
   * @param at where it lies in the file, or -1
   * @param problem what is wrong with it
   */
  public ElfException bad(String field, long at, String problem) {
    return new ElfException(name, field, at, problem, "");
  }

  private static String what(long offset, long size) {
    return hex(size) + " bytes are claimed at offset " + hex(offset);
  }

  static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
