package org.alfheim.linker.object;

import java.util.Arrays;

/**
 * The relocations of a section in the order of the file, as they stand there (gABI, Elf64_Rela):
 * three words for each. An entry is called by its number, from 0.
 */
public final class SectionRelocations {
  /** A table without entries. */
  public static final SectionRelocations EMPTY = new SectionRelocations(new long[0]);

  /** The words of an entry: r_offset; r_info, the symbol in its upper half; r_addend. */
  static final int WORDS = 3;

  private final long[] words;

  /**
   * A table.
   *
   * @param words the entries, {@link #WORDS} each; they do not change any more
   */
  SectionRelocations(long[] words) {
    this.words = words;
  }

  /** A table of one entry. */
  public static SectionRelocations of(long offset, int type, int symbol, long addend) {
    return new Builder(1).add(offset, type, symbol, addend).build();
  }

  /** How many there are. */
  public int size() {
    return words.length / WORDS;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return words.length == 0;
  }

  /** The place, in bytes from the start of the section that is relocated. */
  public long offset(int entry) {
    return words[WORDS * entry];
  }

  /** The kind, of the psABI's table 4.9. */
  public int type(int entry) {
    return (int) words[WORDS * entry + 1];
  }

  /** The index of the symbol in the object's symbol table. */
  public int symbol(int entry) {
    return (int) (words[WORDS * entry + 1] >>> 32);
  }

  /** The constant A of the psABI's formulas. */
  public long addend(int entry) {
    return words[WORDS * entry + 2];
  }

  /** Whether another has the same entries. */
  public boolean sameAs(SectionRelocations other) {
    return Arrays.equals(words, other.words);
  }

  /** The same entries in the order of their places; of one place in the order of the table. */
  public SectionRelocations byPlace() {
    int count = size();
    int entry = 1;
    while (entry < count && offset(entry - 1) <= offset(entry)) {
      entry++;
    }
    if (entry >= count) {
      return this;
    }
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (left, right) -> Long.compare(offset(left), offset(right)));
    Builder sorted = new Builder(count);
    for (int one : order) {
      sorted.add(this, one);
    }
    return sorted.build();
  }

  /** A table while it grows. */
  public static final class Builder {
    private long[] words;
    private int used;

    /** A table without entries, with memory for some. */
    public Builder(int entries) {
      words = new long[Math.max(1, entries) * WORDS];
    }

    /** How many entries there are. */
    public int size() {
      return used / WORDS;
    }

    /** Adds an entry. */
    public Builder add(long offset, int type, int symbol, long addend) {
      if (used == words.length) {
        words = Arrays.copyOf(words, 2 * used);
      }
      words[used] = offset;
      words[used + 1] = ((long) symbol << 32) | (type & 0xffffffffL);
      words[used + 2] = addend;
      used += WORDS;
      return this;
    }

    /** Adds an entry of another table. */
    public Builder add(SectionRelocations table, int entry) {
      return add(table.offset(entry), table.type(entry), table.symbol(entry), table.addend(entry));
    }

    /** The table. */
    public SectionRelocations build() {
      return new SectionRelocations(used == words.length ? words : Arrays.copyOf(words, used));
    }
  }
}
