package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The hash table of the gABI (DT_HASH). Checked: there is a bucket, every bucket and chain names a
 * symbol of the table, and no chain runs in a circle.
 */
public final class SysvHashTable {
  private static final String FIELD = "DT_HASH";
  private static final int HEADER = 8;

  /**
   * The most symbols that a chain may have. Linkers make chains of a few; in a chain of all symbols
   * each look-up, ld.so's too, would go through all of them.
   */
  static final int LONGEST_CHAIN = 4096;

  private final MemorySegment bytes;
  private final ByteBuffer buffer;
  private final int bucketCount;
  private final int chains;
  private final SymbolTable symbols;

  private SysvHashTable(
      MemorySegment bytes, ByteBuffer buffer, int bucketCount, SymbolTable symbols) {
    this.bytes = bytes;
    this.buffer = buffer;
    this.bucketCount = bucketCount;
    this.chains = HEADER + bucketCount * 4;
    this.symbols = symbols;
  }

  /**
   * Checks a table.
   *
   * @param bytes exactly the table's bytes
   * @param at where DT_HASH lies in the file
   */
  static SysvHashTable of(ElfBytes file, MemorySegment bytes, long at, SymbolTable symbols) {
    ByteBuffer buffer = ElfBytes.buffer(bytes);
    int bucketCount = buffer.getInt(0);
    int chainCount = buffer.getInt(4);
    int[] entries = new int[(buffer.limit() - HEADER) / Integer.BYTES];
    buffer.slice(HEADER, buffer.limit() - HEADER).order(buffer.order()).asIntBuffer().get(entries);
    int wrong = firstBeyond(entries, chainCount);
    if (wrong >= 0) {
      throw file.bad(
          FIELD,
          at,
          "the hash table names symbol "
              + Integer.toUnsignedString(entries[wrong])
              + " of "
              + chainCount);
    }
    SysvHashTable table = new SysvHashTable(bytes, buffer, bucketCount, symbols);
    table.refuseSharedChains(file, at, entries);
    return table;
  }

  private static int firstBeyond(int[] entries, int count) {
    for (int i = 0; i < entries.length; i++) {
      if (entries[i] < 0 || entries[i] >= count) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Every symbol has one place: a chain that comes by where a chain has been before would share its
   * tail, or run in a circle.
   */
  private void refuseSharedChains(ElfBytes file, long at, int[] entries) {
    long[] seen = new long[(entries.length - bucketCount + 63) >>> 6];
    for (int bucket = 0; bucket < bucketCount; bucket++) {
      int index = entries[bucket];
      int length = 0;
      while (index != 0) {
        if (++length > LONGEST_CHAIN) {
          throw file.bad(FIELD, at, tooLong(length));
        }
        long bit = 1L << index;
        if ((seen[index >>> 6] & bit) != 0) {
          throw file.bad(
              FIELD,
              at,
              "symbol " + index + " is in two hash chains, or in one that runs in a circle");
        }
        seen[index >>> 6] |= bit;
        index = entries[bucketCount + index];
      }
    }
  }

  static String tooLong(int length) {
    return "a hash chain of "
        + length
        + " symbols or more, and no linker makes one of more than "
        + LONGEST_CHAIN
        + "; link the image again";
  }

  /** The table's bytes, read-only. */
  public MemorySegment bytes() {
    return bytes;
  }

  /**
   * Finds a symbol.
   *
   * @param name the symbol's name
   * @param accept whether a symbol of that name, given its index, is the one that is meant
   * @return the index of the first symbol of that name that is accepted, or empty
   */
  public OptionalInt find(String name, IntPredicate accept) {
    return find(SymbolName.encode(name), accept);
  }

  /** The same by the name's bytes. */
  OptionalInt find(byte[] name, IntPredicate accept) {
    int index = buffer.getInt(HEADER + SymbolName.sysvHash(name) % bucketCount * 4);
    while (index != 0) {
      if (symbols.named(index, name) && accept.test(index)) {
        return OptionalInt.of(index);
      }
      index = buffer.getInt(chains + index * 4);
    }
    return OptionalInt.empty();
  }
}
