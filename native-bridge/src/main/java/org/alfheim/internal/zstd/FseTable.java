package org.alfheim.internal.zstd;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/** A table of finite state entropy: for each state a symbol, and the way on (RFC 8878, 4.1). */
final class FseTable {
  private final int accuracy;
  private final byte[] symbols;
  private final byte[] bits;
  private final int[] bases;

  private FseTable(int accuracy) {
    this.accuracy = accuracy;
    this.symbols = new byte[1 << accuracy];
    this.bits = new byte[1 << accuracy];
    this.bases = new int[1 << accuracy];
  }

  /** A table that has one symbol and needs no bits. */
  static FseTable of(int symbol) {
    FseTable table = new FseTable(0);
    table.symbols[0] = (byte) symbol;
    return table;
  }

  /**
   * Reads the distribution of symbols.
   *
   * @param in what it begins in; the place is behind it afterwards
   * @param mostAccuracy the largest logarithm of the table's size
   * @param mostSymbol the largest symbol
   */
  static FseTable read(ForwardBytes in, int mostAccuracy, int mostSymbol)
      throws DataFormatException {
    int accuracy = in.bits(4) + 5;
    if (accuracy > mostAccuracy) {
      throw new DataFormatException("a table of symbols that is too large");
    }
    int[] counts = new int[mostSymbol + 1];
    int remaining = 1 << accuracy;
    int symbol = 0;
    while (remaining > 0) {
      if (symbol > mostSymbol) {
        throw new DataFormatException("a table of too many symbols");
      }
      int count = count(in, remaining);
      remaining -= Math.abs(count);
      counts[symbol++] = count;
      int repeat = count == 0 ? in.bits(2) : 0;
      symbol += repeat;
      while (count == 0 && repeat == 3) {
        repeat = in.bits(2);
        symbol += repeat;
      }
    }
    if (remaining < 0 || symbol > mostSymbol + 1) {
      throw new DataFormatException("a table of symbols that does not add up");
    }
    in.align();
    return of(counts, accuracy);
  }

  private static int count(ForwardBytes in, int remaining) throws DataFormatException {
    int width = 32 - Integer.numberOfLeadingZeros(remaining + 1);
    int low = (1 << (width - 1)) - 1;
    int threshold = (1 << width) - 1 - (remaining + 1);
    int value = in.bits(width);
    if ((value & low) < threshold) {
      in.backBit();
      value &= low;
    } else if (value > low) {
      value -= threshold;
    }
    return value - 1;
  }

  /** The table of a distribution; -1 is a symbol that is seldom. */
  static FseTable of(int[] counts, int accuracy) throws DataFormatException {
    FseTable table = new FseTable(accuracy);
    int size = 1 << accuracy;
    int high = size;
    int[] next = new int[counts.length];
    for (int symbol = 0; symbol < counts.length; symbol++) {
      next[symbol] = Math.abs(counts[symbol]);
      if (counts[symbol] == -1) {
        table.symbols[--high] = (byte) symbol;
      }
    }
    int place = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      for (int i = 0; i < counts[symbol]; i++) {
        table.symbols[place] = (byte) symbol;
        do {
          place = (place + (size >> 1) + (size >> 3) + 3) & (size - 1);
        } while (place >= high);
      }
    }
    if (place != 0 || Arrays.stream(next).sum() != size) {
      throw new DataFormatException("a table of symbols that does not add up");
    }
    for (int state = 0; state < size; state++) {
      int number = next[table.symbols[state]]++;
      int width = accuracy - (31 - Integer.numberOfLeadingZeros(number));
      table.bits[state] = (byte) width;
      table.bases[state] = (number << width) - size;
    }
    return table;
  }

  int start(BackwardBits in) {
    return (int) in.read(accuracy);
  }

  int symbol(int state) {
    return symbols[state];
  }

  int next(int state, BackwardBits in) {
    return bases[state] + (int) in.read(bits[state]);
  }
}
