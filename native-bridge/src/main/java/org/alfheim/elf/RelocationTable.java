package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * A table of relocations with addends (gABI, "Relocation"; x86-64 psABI 4.4). The getters read one
 * field each and make no object; every {@code index} is from 0 to {@link #count()} - 1, and an
 * index outside throws {@link IndexOutOfBoundsException}.
 */
public final class RelocationTable {
  static final int ENTRY = 24;

  private final MemorySegment bytes;
  private final ByteBuffer buffer;
  private final int count;
  private final long start;

  /**
   * A table.
   *
   * @param bytes the table's bytes
   * @param start where they lie in the file
   */
  RelocationTable(MemorySegment bytes, long start) {
    this.bytes = bytes;
    this.buffer = ElfBytes.buffer(bytes);
    this.start = start;
    this.count = buffer.limit() / ENTRY;
  }

  /** The number of relocations. */
  public int count() {
    return count;
  }

  /** {@code r_offset}: the address in the image that the relocation changes; not checked. */
  public long offset(int index) {
    return buffer.getLong(entry(index));
  }

  /**
   * The type, the lower half of {@code r_info}: one of {@link RelocationType}, or a number that the
   * psABI does not know.
   */
  public int type(int index) {
    return buffer.getInt(entry(index) + 8);
  }

  /**
   * The symbol's index, the upper half of {@code r_info}; less than the count of the image's
   * symbols.
   */
  public int symbol(int index) {
    return buffer.getInt(entry(index) + 12);
  }

  /** {@code r_addend}. */
  public long addend(int index) {
    return buffer.getLong(entry(index) + 16);
  }

  /** How many at the beginning are of the type {@code R_X86_64_RELATIVE}. */
  public int relativeRun() {
    int run = 0;
    while (run < count && buffer.getInt(run * ENTRY + 8) == RelocationType.R_X86_64_RELATIVE) {
      run++;
    }
    return run;
  }

  /** The first entries as they lie in the file, 24 bytes each. */
  public MemorySegment bytes(int entries) {
    return bytes.asSlice(0, (long) entries * ENTRY);
  }

  /** The highest symbol index in the table as an unsigned number, 0 if it is empty. */
  long highestSymbol() {
    int highest = Integer.MIN_VALUE;
    for (int at = 12; at < count * ENTRY; at += ENTRY) {
      highest = Math.max(highest, buffer.getInt(at) + Integer.MIN_VALUE);
    }
    return (highest - Integer.MIN_VALUE) & 0xffffffffL;
  }

  /** The first relocation whose symbol index is {@code count} or more; there is one. */
  int firstBeyond(int count) {
    int index = 0;
    while (Integer.compareUnsigned(symbol(index), count) < 0) {
      index++;
    }
    return index;
  }

  /** Where a relocation lies in the file. */
  long position(int index) {
    return start + entry(index);
  }

  private int entry(int index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException("relocation " + index + " of " + count);
    }
    return index * ENTRY;
  }
}
