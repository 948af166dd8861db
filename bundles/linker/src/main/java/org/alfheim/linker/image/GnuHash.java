package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.names.RawText;

/** The table by which the dynamic linker finds exports (DT_GNU_HASH). */
final class GnuHash {
  private static final int HEADER = 16;
  private static final int SHIFT = 26;

  private record Hashed(LinkSymbol symbol, int hash) {}

  private final List<Hashed> exports;
  private final int buckets;
  private final int words;

  GnuHash(List<LinkSymbol> exports) {
    this.buckets = Math.max(1, exports.size() / 4);
    this.words = Integer.highestOneBit(Math.max(1, exports.size() * 12 / 64)) * 2;
    this.exports =
        exports.stream()
            .map(symbol -> new Hashed(symbol, hash(symbol.name())))
            .sorted(Comparator.comparingInt(one -> Integer.remainderUnsigned(one.hash(), buckets)))
            .toList();
  }

  /** The exports in the order that the table asks for. */
  List<LinkSymbol> ordered() {
    return exports.stream().map(Hashed::symbol).toList();
  }

  int size() {
    return HEADER + 8 * words + 4 * buckets + 4 * exports.size();
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
    for (int i = 0; i < exports.size(); i++) {
      int hash = exports.get(i).hash();
      int word = HEADER + 8 * Integer.remainderUnsigned(hash >>> 6, words);
      long bits = 1L << (hash & 63) | 1L << (hash >>> SHIFT & 63);
      out.putLong(word, out.getLong(word) | bits);
      int bucket = Integer.remainderUnsigned(hash, buckets);
      if (out.getInt(bucketsAt + 4 * bucket) == 0) {
        out.putInt(bucketsAt + 4 * bucket, first + i);
      }
      boolean last =
          i == exports.size() - 1
              || Integer.remainderUnsigned(exports.get(i + 1).hash(), buckets) != bucket;
      out.putInt(chainAt + 4 * i, last ? hash | 1 : hash & ~1);
    }
  }

  private static int hash(String name) {
    int hash = 5381;
    for (byte b : RawText.encode(name)) {
      hash = hash * 33 + (b & 0xff);
    }
    return hash;
  }
}
