package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The GNU hash table (DT_GNU_HASH): a Bloom filter that answers most misses, buckets, and chains
 * that are runs of the symbol table. Checked: the filter's size is a power of two, every bucket is
 * empty or names a symbol of the table, and every chain ends.
 */
public final class GnuHashTable {
  private static final String FIELD = "DT_GNU_HASH";
  private static final int HEADER = 16;
  private static final int LONGEST_CHAIN = SysvHashTable.LONGEST_CHAIN;

  private final MemorySegment bytes;
  private final ByteBuffer buffer;
  private final int bucketCount;
  private final int symbolOffset;
  private final int bloomMask;
  private final int bloomShift;
  private final int buckets;
  private final int chains;
  private final int symbolCount;
  private final SymbolTable symbols;

  private GnuHashTable(Reader table, SymbolTable symbols) {
    int size = table.chains + (table.end - table.symbolOffset) * 4;
    this.bytes = table.bytes.asSlice(0, size);
    this.buffer = table.buffer;
    this.bucketCount = table.bucketCount;
    this.symbolOffset = table.symbolOffset;
    this.bloomMask = table.bloomWords - 1;
    this.bloomShift = table.bloomShift;
    this.buckets = table.buckets;
    this.chains = table.chains;
    this.symbolCount = table.end;
    this.symbols = symbols;
  }

  /** The table's bytes, read-only, up to the end of the last chain. */
  public MemorySegment bytes() {
    return bytes;
  }

  /**
   * The number of symbols that the table knows of: one more than the highest index of a chain, or
   * the first hashed index.
   */
  public int symbolCount() {
    return symbolCount;
  }

  /**
   * Finds a symbol.
   *
   * @param name the symbol's name
   * @param accept whether a symbol of that name, given its index, is the one that is meant
   * @return the index of the first symbol of that name that is accepted, or empty
   */
  public OptionalInt find(String name, IntPredicate accept) {
    int hash = SymbolName.gnuHash(name);
    return mayHave(hash) ? find(SymbolName.encode(name), hash, accept) : OptionalInt.empty();
  }

  /** The same by the name's bytes. */
  OptionalInt find(byte[] name, IntPredicate accept) {
    int hash = SymbolName.gnuHash(name);
    return mayHave(hash) ? find(name, hash, accept) : OptionalInt.empty();
  }

  /** What the Bloom filter says: no name that it denies is in the table. */
  boolean mayHave(String name) {
    return mayHave(SymbolName.gnuHash(name));
  }

  private boolean mayHave(int hash) {
    long word = buffer.getLong(HEADER + ((hash >>> 6) & bloomMask) * 8);
    return (word >>> (hash & 63) & word >>> (hash >>> bloomShift & 63) & 1) != 0;
  }

  private OptionalInt find(byte[] name, int hash, IntPredicate accept) {
    int index = buffer.getInt(buckets + Integer.remainderUnsigned(hash, bucketCount) * 4);
    if (index == 0) {
      return OptionalInt.empty();
    }
    while (true) {
      int chain = buffer.getInt(chains + (index - symbolOffset) * 4);
      if ((chain | 1) == (hash | 1) && symbols.named(index, name) && accept.test(index)) {
        return OptionalInt.of(index);
      }
      if ((chain & 1) != 0) {
        return OptionalInt.empty();
      }
      index++;
    }
  }

  /** The table before the symbols are known: it is what tells how many there are. */
  static final class Reader {
    private final MemorySegment bytes;
    private final ByteBuffer buffer;
    private final int bucketCount;
    private final int symbolOffset;
    private final int bloomWords;
    private final int bloomShift;
    private final int buckets;
    private final int chains;
    private final int end;

    /**
     * Checks a table.
     *
     * @param bytes the bytes from the table's address on, with other things behind
     * @param at where DT_GNU_HASH lies in the file
     */
    Reader(ElfBytes file, MemorySegment bytes, long at) {
      this.bytes = bytes;
      this.buffer = ElfBytes.buffer(bytes);
      this.bucketCount = buffer.getInt(0);
      this.symbolOffset = buffer.getInt(4);
      this.bloomWords = buffer.getInt(8);
      this.bloomShift = buffer.getInt(12);
      if (bloomWords <= 0 || (bloomWords & (bloomWords - 1)) != 0) {
        throw file.bad(
            FIELD, at, "a Bloom filter of " + unsigned(bloomWords) + " words is no power of two");
      }
      if (bloomShift < 0 || bloomShift > 31) {
        throw file.bad(
            FIELD,
            at,
            "the Bloom filter's shift of "
                + unsigned(bloomShift)
                + " is more than a hash has bits");
      }
      if (bucketCount <= 0) {
        throw file.bad(FIELD, at, "a hash table of " + unsigned(bucketCount) + " buckets");
      }
      if (symbolOffset < 0) {
        throw file.bad(FIELD, at, "hashed symbols begin at index " + unsigned(symbolOffset));
      }
      long bucketsAt = HEADER + bloomWords * 8L;
      long chainsAt = bucketsAt + bucketCount * 4L;
      if (chainsAt > buffer.limit()) {
        throw file.bad(
            FIELD,
            at,
            "the hash table leaves its segment: "
                + bloomWords
                + " words of Bloom filter and "
                + bucketCount
                + " buckets in "
                + buffer.limit()
                + " bytes");
      }
      this.buckets = (int) bucketsAt;
      this.chains = (int) chainsAt;
      this.end = endOfLastChain(file, at);
    }

    /**
     * One more than the highest index that a chain reaches. A chain that starts earlier ends there
     * at the latest.
     */
    private int endOfLastChain(ElfBytes file, long at) {
      int highest = highestOfBuckets(file, at);
      if (highest == 0) {
        return symbolOffset;
      }
      long chain = chains + (highest - symbolOffset) * 4L;
      while (chain <= buffer.limit() - 4 && (buffer.getInt((int) chain) & 1) == 0) {
        chain += 4;
      }
      if (chain > buffer.limit() - 4) {
        throw file.bad(
            FIELD,
            at,
            "the chain from symbol " + highest + " has no end before the end of the segment");
      }
      int count = (int) ((chain - chains) / 4) + 1;
      refuseLongChains(file, at, count);
      return symbolOffset + count;
    }

    private int highestOfBuckets(ElfBytes file, long at) {
      IntBuffer words = words(buckets, bucketCount);
      int[] piece = new int[ElfBytes.PIECE];
      int highest = 0;
      for (int bucket = 0; bucket < bucketCount; bucket += piece.length) {
        int read = read(words, piece);
        int wrong = belowOffset(piece, read);
        if (wrong >= 0) {
          throw file.bad(
              FIELD,
              at,
              "bucket "
                  + (bucket + wrong)
                  + " names symbol "
                  + unsigned(piece[wrong])
                  + ", hashed symbols begin at "
                  + symbolOffset);
        }
        highest = highest(piece, read, highest);
      }
      return highest;
    }

    /** The first of some buckets that is not empty and names a symbol below the first, or -1. */
    private int belowOffset(int[] piece, int read) {
      int least = symbolOffset;
      for (int i = 0; i < read; i++) {
        int index = piece[i];
        if (index < least && index != 0) {
          return i;
        }
      }
      return -1;
    }

    private static int highest(int[] piece, int read, int before) {
      int highest = before;
      for (int i = 0; i < read; i++) {
        if (piece[i] > highest) {
          highest = piece[i];
        }
      }
      return highest;
    }

    /** A chain that begins inside another one is shorter. */
    private void refuseLongChains(ElfBytes file, long at, int count) {
      IntBuffer words = words(chains, count);
      int[] piece = new int[ElfBytes.PIECE];
      int begin = 0;
      for (int from = 0; from < count; from += piece.length) {
        int read = read(words, piece);
        int begun = begin - from;
        for (int i = 0; i < read; i++) {
          if ((piece[i] & 1) != 0) {
            if (i - begun >= LONGEST_CHAIN) {
              throw file.bad(FIELD, at, SysvHashTable.tooLong(i - begun + 1));
            }
            begun = i + 1;
          }
        }
        begin = begun + from;
      }
    }

    private IntBuffer words(int offset, int count) {
      return buffer.slice(offset, count * 4).order(buffer.order()).asIntBuffer();
    }

    private static int read(IntBuffer words, int[] piece) {
      int read = Math.min(piece.length, words.remaining());
      words.get(piece, 0, read);
      return read;
    }

    /** One more than the highest hashed index; the first hashed index if there is none. */
    int end() {
      return end;
    }

    /** Whether any symbol is hashed. */
    boolean hasSymbols() {
      return end > symbolOffset;
    }

    GnuHashTable table(SymbolTable symbols) {
      return new GnuHashTable(this, symbols);
    }

    private static String unsigned(int value) {
      return Integer.toUnsignedString(value);
    }
  }
}
