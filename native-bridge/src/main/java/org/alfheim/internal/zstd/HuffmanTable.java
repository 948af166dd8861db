package org.alfheim.internal.zstd;

import java.util.zip.DataFormatException;

/** The code of literals: the longest bits first (RFC 8878, 4.2). */
final class HuffmanTable {
  private static final int MOST_BITS = 11;
  private static final int MOST_SYMBOLS = 256;

  private final int width;
  private final byte[] symbols;
  private final byte[] bits;

  private HuffmanTable(int[] weights, int count, int width) {
    this.width = width;
    this.symbols = new byte[1 << width];
    this.bits = new byte[1 << width];
    int at = 0;
    for (int weight = 1; weight <= width; weight++) {
      for (int symbol = 0; symbol < count; symbol++) {
        for (int i = 0; weights[symbol] == weight && i < 1 << (weight - 1); i++) {
          symbols[at] = (byte) symbol;
          bits[at++] = (byte) (width + 1 - weight);
        }
      }
    }
  }

  static HuffmanTable read(ForwardBytes in) throws DataFormatException {
    int[] weights = new int[MOST_SYMBOLS];
    int header = (int) in.number(1);
    int count;
    if (header < 128) {
      count = packed(in.part(header), weights);
    } else {
      count = header - 127;
      for (int i = 0; i < count; i += 2) {
        int pair = (int) in.number(1);
        weights[i] = pair >> 4;
        weights[i + 1] = pair & 15;
      }
    }
    return of(weights, count);
  }

  /** Two states take turns; the last symbol is that of the one which has no more bits. */
  private static int packed(ForwardBytes in, int[] weights) throws DataFormatException {
    FseTable table = FseTable.read(in, 6, MOST_BITS + 1);
    BackwardBits bits = in.backward();
    int[] states = {table.start(bits), table.start(bits)};
    int count = 0;
    while (bits.left() >= 0) {
      if (count > MOST_SYMBOLS - 3) {
        throw new DataFormatException("a code of too many symbols");
      }
      int turn = count & 1;
      weights[count++] = table.symbol(states[turn]);
      states[turn] = table.next(states[turn], bits);
    }
    weights[count] = table.symbol(states[count & 1]);
    return count + 1;
  }

  /** The weight of the last symbol is what is missing to a power of two. */
  private static HuffmanTable of(int[] weights, int count) throws DataFormatException {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      if (weights[i] > MOST_BITS + 1) {
        throw new DataFormatException("a code of too many bits");
      }
      sum += weights[i] == 0 ? 0 : 1 << (weights[i] - 1);
    }
    int width = 32 - Integer.numberOfLeadingZeros(sum);
    int left = (1 << width) - sum;
    if (sum == 0 || width > MOST_BITS || Integer.bitCount(left) != 1 || count >= MOST_SYMBOLS) {
      throw new DataFormatException("a code that does not add up");
    }
    weights[count] = 32 - Integer.numberOfLeadingZeros(left);
    return new HuffmanTable(weights, count + 1, width);
  }

  void decode(BackwardBits in, byte[] out, int from, int end) throws DataFormatException {
    for (int at = from; at < end; at++) {
      int index = (int) in.peek(width);
      out[at] = symbols[index];
      in.read(bits[index]);
    }
    if (in.left() != 0) {
      throw new DataFormatException("literals that do not end with their bits");
    }
  }
}
