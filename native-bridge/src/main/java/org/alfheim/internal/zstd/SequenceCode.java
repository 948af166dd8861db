package org.alfheim.internal.zstd;

import java.util.List;
import java.util.zip.DataFormatException;

/** What the three kinds of codes of a sequence stand for (RFC 8878, 3.1.1.3.2.1). */
final class SequenceCode {
  static final SequenceCode LITERAL_LENGTH =
      new SequenceCode(
          9,
          35,
          6,
          "4 3 2 2 2 2 2 2 2 2 2 2 2 1 1 1 2 2 2 2 2 2 2 2 2 3 2 1 1 1 1 1 -1 -1 -1 -1",
          "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 1 1 2 2 3 3 4 6 7 8 9 10 11 12 13 14 15 16",
          0);

  static final SequenceCode OFFSET =
      new SequenceCode(
          8, 31, 5, "1 1 1 1 1 1 2 2 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 -1 -1 -1 -1 -1", "", 0);

  static final SequenceCode MATCH_LENGTH =
      new SequenceCode(
          9,
          52,
          6,
          "1 4 3 2 2 2 2 2 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"
              + " -1 -1 -1 -1 -1 -1 -1",
          "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 1 1 2 2 3 3 4 4 5 7 8 9"
              + " 10 11 12 13 14 15 16",
          3);

  private final int mostAccuracy;
  private final int mostSymbol;
  private final int accuracy;
  private final String counts;
  private final int[] widths;
  private final long[] bases;

  private SequenceCode(
      int mostAccuracy, int mostSymbol, int accuracy, String counts, String widths, int first) {
    this.mostAccuracy = mostAccuracy;
    this.mostSymbol = mostSymbol;
    this.accuracy = accuracy;
    this.counts = counts;
    this.widths = new int[mostSymbol + 1];
    this.bases = new long[mostSymbol + 1];
    int[] given = widths.isEmpty() ? new int[0] : numbers(widths);
    long base = first;
    for (int code = 0; code <= mostSymbol; code++) {
      /* An offset's code is the number of its bits. */
      this.widths[code] = given.length == 0 ? code : given[code];
      this.bases[code] = given.length == 0 ? 1L << code : base;
      base += 1L << this.widths[code];
    }
  }

  private static int[] numbers(String text) {
    String[] words = text.split(" ", -1);
    int[] numbers = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Integer.parseInt(words[i]);
    }
    return numbers;
  }

  /** In the order in which a block says which tables it uses. */
  static List<SequenceCode> all() {
    return List.of(LITERAL_LENGTH, OFFSET, MATCH_LENGTH);
  }

  /**
   * The table of a block.
   *
   * @param mode how the block says which
   * @param in where it says so
   * @param before that of the block before; null for none
   */
  FseTable table(int mode, ForwardBytes in, FseTable before) throws DataFormatException {
    return switch (mode) {
      case 0 -> FseTable.of(numbers(counts), accuracy);
      case 1 -> FseTable.of(symbol(in));
      case 2 -> FseTable.read(in, mostAccuracy, mostSymbol);
      default -> {
        if (before == null) {
          throw new DataFormatException("a block that repeats the table of none");
        }
        yield before;
      }
    };
  }

  private int symbol(ForwardBytes in) throws DataFormatException {
    int symbol = (int) in.number(1);
    if (symbol > mostSymbol) {
      throw new DataFormatException("a code that stands for nothing");
    }
    return symbol;
  }

  long value(int code, BackwardBits in) {
    return bases[code] + in.read(widths[code]);
  }
}
