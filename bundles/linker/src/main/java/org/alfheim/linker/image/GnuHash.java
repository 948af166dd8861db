package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.alfheim.linker.symbol.LinkSymbol;

/** The table by which the dynamic linker finds exports (DT_GNU_HASH). */
final class GnuHash {
  private static final int HEADER = 16;
  private static final int SHIFT = 26;

  private final LinkSymbol[] exports;
  private final int buckets;
  private final int words;

  /** Sorts the exports by their buckets; within one they stay as they were. */
  GnuHash(List<LinkSymbol> exports) {
    this.buckets = Math.max(1, exports.size() / 4);
    this.words = Integer.highestOneBit(Math.max(1, exports.size() * 12 / 64)) * 2;
    this.exports = new LinkSymbol[exports.size()];
    int[] next = new int[buckets + 1];
    for (LinkSymbol symbol : exports) {
      next[bucket(symbol) + 1]++;
    }
    for (int i = 1; i <= buckets; i++) {
      next[i] += next[i - 1];
    }
    for (LinkSymbol symbol : exports) {
      this.exports[next[bucket(symbol)]++] = symbol;
    }
  }

  private int bucket(LinkSymbol symbol) {
    return Integer.remainderUnsigned(symbol.key().hashCode(), buckets);
  }

  /** The exports in the order that the table asks for. */
  List<LinkSymbol> ordered() {
    return Arrays.asList(exports);
  }

  int size() {
    return HEADER + 8 * words + 4 * buckets + 4 * exports.length;
  }

  /**
   * Writes the table.
   *
   * @param first the number of the first export in the symbol table
   */
  void write(ByteBuffer out, int first) {
    out.putInt(0, buckets);
    out.putInt(4, first);
    out.putInt(8, words);
    out.putInt(12, SHIFT);
    int bucketsAt = HEADER + 8 * words;
    int chainAt = bucketsAt + 4 * buckets;
    int before = -1;
    for (int i = 0; i < exports.length; i++) {
      int hash = exports[i].key().hashCode();
      int word = HEADER + 8 * Integer.remainderUnsigned(hash >>> 6, words);
      long bits = 1L << (hash & 63) | 1L << (hash >>> SHIFT & 63);
      out.putLong(word, out.getLong(word) | bits);
      int bucket = Integer.remainderUnsigned(hash, buckets);
      if (bucket != before) {
        out.putInt(bucketsAt + 4 * bucket, first + i);
        before = bucket;
      }
      boolean last = i == exports.length - 1 || bucket(exports[i + 1]) != bucket;
      out.putInt(chainAt + 4 * i, last ? hash | 1 : hash & ~1);
    }
  }
}
