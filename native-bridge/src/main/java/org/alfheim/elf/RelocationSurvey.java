package org.alfheim.elf;

import java.nio.LongBuffer;

/**
 * What one way through a table of relocations shows.
 *
 * @param highestSymbol the highest symbol index as an unsigned number, 0 if the table is empty
 * @param run how many at the beginning are of the type {@code R_X86_64_RELATIVE} and name no symbol
 * @param ascending whether each of those changes a higher address than the one before it
 */
public record RelocationSurvey(long highestSymbol, int run, boolean ascending) {

  /** Goes through the words of a table. */
  static RelocationSurvey of(LongBuffer table) {
    Walk walk = new Walk();
    long[] words = new long[ElfBytes.PIECE * RelocationTable.WORDS];
    int from = 0;
    while (table.remaining() >= RelocationTable.WORDS) {
      int copied = Math.min(ElfBytes.PIECE, table.remaining() / RelocationTable.WORDS);
      int end = copied * RelocationTable.WORDS;
      table.get(words, 0, end);
      int behindRun = walk.run == from ? walk.extendRun(words, end) : 0;
      walk.look(words, behindRun, end);
      from += copied;
    }
    return new RelocationSurvey(walk.highestSymbol, walk.run, walk.ascending);
  }

  private static final class Walk {
    private long highestSymbol;
    private int run;
    private long last = Long.MIN_VALUE;
    private boolean ascending = true;

    /** Counts relative relocations; gives the place of the first word that is behind them. */
    private int extendRun(long[] words, int end) {
      long before = last;
      boolean rising = ascending;
      int at = 0;
      while (at < end && words[at + 1] == RelocationType.R_X86_64_RELATIVE) {
        /* As a signed number, so that the order is the unsigned one. */
        long place = words[at] ^ Long.MIN_VALUE;
        if (place <= before) {
          rising &= run == 0 && at == 0;
        }
        before = place;
        at += RelocationTable.WORDS;
      }
      run += at / RelocationTable.WORDS;
      last = before;
      ascending = rising;
      return at;
    }

    private void look(long[] words, int start, int end) {
      long highest = highestSymbol;
      for (int at = start; at < end; at += RelocationTable.WORDS) {
        long symbol = words[at + 1] >>> 32;
        if (symbol > highest) {
          highest = symbol;
        }
      }
      highestSymbol = highest;
    }
  }
}
