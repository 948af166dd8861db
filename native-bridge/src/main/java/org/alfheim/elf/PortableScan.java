package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** Goes through tables in Java, wherever they lie. */
public final class PortableScan implements TableScan {
  /** The only one that there has to be. */
  public static final PortableScan INSTANCE = new PortableScan();

  private PortableScan() {}

  @Override
  public RelocationSurvey relocations(MemorySegment table) {
    return RelocationSurvey.of(ElfBytes.buffer(table).asLongBuffer());
  }

  @Override
  public SymbolSurvey symbols(MemorySegment table) {
    LongBuffer entries = ElfBytes.buffer(table).asLongBuffer();
    SymbolWalk walk = new SymbolWalk();
    long[] words = new long[ElfBytes.PIECE * SymbolTable.WORDS];
    while (entries.remaining() >= SymbolTable.WORDS) {
      int end = Math.min(words.length, entries.remaining() / SymbolTable.WORDS * SymbolTable.WORDS);
      entries.get(words, 0, end);
      walk.look(words, end);
    }
    return new SymbolSurvey(walk.highestName, walk.types);
  }

  private static final class SymbolWalk {
    private long highestName;
    private int types;

    void look(long[] words, int end) {
      long highest = highestName;
      int found = types;
      for (int at = 0; at < end; at += SymbolTable.WORDS) {
        long word = words[at];
        long name = word & 0xffff_ffffL;
        if (name > highest) {
          highest = name;
        }
        found |= 1 << (word >>> 32 & 15);
      }
      highestName = highest;
      types = found;
    }
  }

  @Override
  public int highestVersion(MemorySegment table) {
    ShortBuffer versions = ElfBytes.buffer(table).asShortBuffer();
    short[] piece = new short[ElfBytes.PIECE];
    int highest = 0;
    while (versions.hasRemaining()) {
      int read = Math.min(piece.length, versions.remaining());
      versions.get(piece, 0, read);
      highest = highest(piece, read, highest);
    }
    return highest;
  }

  private static int highest(short[] versions, int count, int before) {
    int highest = before;
    for (int i = 0; i < count; i++) {
      int version = versions[i] & VersionTables.INDEX;
      if (version > highest) {
        highest = version;
      }
    }
    return highest;
  }

  @Override
  public IndexSurvey buckets(MemorySegment buckets) {
    IntBuffer indexes = ElfBytes.buffer(buckets).asIntBuffer();
    int[] piece = new int[ElfBytes.PIECE];
    long highest = 0;
    long lowest = Long.MAX_VALUE;
    while (indexes.hasRemaining()) {
      int read = read(indexes, piece);
      for (int i = 0; i < read; i++) {
        long index = piece[i] & 0xffff_ffffL;
        if (index > highest) {
          highest = index;
        }
        if (index < lowest && index != 0) {
          lowest = index;
        }
      }
    }
    return new IndexSurvey(highest, lowest);
  }

  @Override
  public long longestChain(MemorySegment chains) {
    IntBuffer words = ElfBytes.buffer(chains).asIntBuffer();
    int[] piece = new int[ElfBytes.PIECE];
    int longest = 0;
    int length = 0;
    while (words.hasRemaining()) {
      int read = read(words, piece);
      for (int i = 0; i < read; i++) {
        length++;
        if ((piece[i] & 1) != 0) {
          if (length > longest) {
            longest = length;
          }
          length = 0;
        }
      }
    }
    return longest;
  }

  private static int read(IntBuffer words, int[] piece) {
    int read = Math.min(piece.length, words.remaining());
    words.get(piece, 0, read);
    return read;
  }

  /** Whoever asks follows them then, and knows where one is wrong. */
  @Override
  public boolean chainsApart(MemorySegment buckets, MemorySegment chains, int most) {
    return false;
  }

  /** Whoever asks looks at each entry then, in larger steps than one call for each. */
  @Override
  public int plainEntries(MemorySegment segment, long header, long first, int count, long shared) {
    return 0;
  }
}
