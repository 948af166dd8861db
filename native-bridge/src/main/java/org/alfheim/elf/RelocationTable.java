package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/**
 * A table of relocations with addends (gABI, "Relocation"; x86-64 psABI 4.4). The getters read one
 * field each and make no object; every {@code index} is from 0 to {@link #count()} - 1, and an
 * index outside throws {@link IndexOutOfBoundsException}.
 */
public final class RelocationTable {
  /** The words of an entry: {@code r_offset}, {@code r_info}, {@code r_addend}. */
  public static final int WORDS = 3;

  static final int ENTRY = 24;

  private final MemorySegment bytes;
  private final ByteBuffer buffer;
  private final LongBuffer entries;
  private final int count;
  private final long start;
  private final RelocationSurvey survey;

  /**
   * A table.
   *
   * @param bytes the table's bytes
   * @param start where they lie in the file
   * @param scan goes through them
   */
  RelocationTable(MemorySegment bytes, long start, TableScan scan) {
    this.bytes = bytes;
    this.buffer = ElfBytes.buffer(bytes);
    this.entries = buffer.asLongBuffer();
    this.start = start;
    this.count = buffer.limit() / ENTRY;
    this.survey = scan.relocations(bytes.asSlice(0, (long) count * ENTRY));
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

  /**
   * Copies entries as they lie in the file, {@link #WORDS} words each: the quick way through a
   * table.
   *
   * @param from the index of the first, up to {@link #count()}
   * @param words is filled from its beginning, with as many entries as it has room for
   * @return how many entries were copied, 0 at the end of the table
   */
  public int copy(int from, long[] words) {
    int copied = Math.min(words.length / WORDS, count - from);
    entries.get(from * WORDS, words, 0, copied * WORDS);
    return copied;
  }

  /** How many at the beginning are of the type {@code R_X86_64_RELATIVE} and name no symbol. */
  public int relativeRun() {
    return survey.run();
  }

  /** Whether each of the {@link #relativeRun} changes a higher address than the one before it. */
  public boolean relativeRunAscends() {
    return survey.ascending();
  }

  /** The first entries as they lie in the file, 24 bytes each. */
  public MemorySegment bytes(int entries) {
    return bytes.asSlice(0, (long) entries * ENTRY);
  }

  /** The highest symbol index in the table as an unsigned number, 0 if it is empty. */
  long highestSymbol() {
    return survey.highestSymbol();
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
