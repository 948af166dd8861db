package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * The packed relative relocations (gABI, "Relative Relocation Table": DT_RELR). An even entry is
 * the address of a word to relocate; an odd one is a bitmap over the 63 words that follow what the
 * entries before it have covered.
 */
public final class RelrTable {
  static final int ENTRY = 8;

  private static final int WORD = 8;
  private static final int BITS = 63;

  private final ByteBuffer buffer;

  RelrTable(MemorySegment bytes) {
    this.buffer = ElfBytes.buffer(bytes);
  }

  /** Whether the first entry is an address, as it has to be; so in an empty table too. */
  boolean beginsWithAddress() {
    return buffer.limit() == 0 || (buffer.getLong(0) & 1) == 0;
  }

  /** The number of words to relocate. */
  public long count() {
    long count = 0;
    for (int at = 0; at < buffer.limit(); at += ENTRY) {
      long entry = buffer.getLong(at);
      count += (entry & 1) == 0 ? 1 : Long.bitCount(entry) - 1;
    }
    return count;
  }

  /**
   * Hands on the address of each word to relocate, in the order of the table.
   *
   * @param address takes the addresses in the image; they are not checked
   */
  public void forEach(LongConsumer address) {
    long next = 0;
    for (int at = 0; at < buffer.limit(); at += ENTRY) {
      long entry = buffer.getLong(at);
      if ((entry & 1) == 0) {
        address.accept(entry);
        next = entry + WORD;
      } else {
        for (long bits = entry >>> 1; bits != 0; bits &= bits - 1) {
          address.accept(next + (long) Long.numberOfTrailingZeros(bits) * WORD);
        }
        next += BITS * WORD;
      }
    }
  }
}
