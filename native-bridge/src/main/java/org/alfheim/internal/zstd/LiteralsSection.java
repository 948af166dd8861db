package org.alfheim.internal.zstd;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/** Reads the literals of blocks (RFC 8878, 3.1.1.3.1); the code of one may serve the next. */
final class LiteralsSection {
  /** No block has more. */
  private static final int MOST = 128 << 10;

  private HuffmanTable table;

  byte[] read(ForwardBytes in) throws DataFormatException {
    int first = in.peek();
    int form = (first >> 2) & 3;
    if ((first & 3) < 2) {
      int bytes = (form & 1) == 0 ? 1 : form == 1 ? 2 : 3;
      int size = checked(in.number(bytes) >> (bytes == 1 ? 3 : 4));
      byte[] literals = new byte[size];
      if ((first & 3) == 0) {
        in.copy(literals, 0, size);
      } else {
        Arrays.fill(literals, (byte) in.number(1));
      }
      return literals;
    }
    int bits = form < 2 ? 10 : form == 2 ? 14 : 18;
    long header = in.number(form < 2 ? 3 : form == 2 ? 4 : 5) >> 4;
    long mask = (1L << bits) - 1;
    int size = checked(header & mask);
    ForwardBytes content = in.part((header >> bits) & mask);
    if ((first & 3) == 2) {
      table = HuffmanTable.read(content);
    }
    if (table == null) {
      throw new DataFormatException("literals without a code");
    }
    byte[] literals = new byte[size];
    if (form == 0) {
      table.decode(content.backward(), literals, 0, size);
    } else {
      decodeFour(content, literals);
    }
    return literals;
  }

  private static int checked(long size) throws DataFormatException {
    if (size > MOST) {
      throw new DataFormatException("a block of too many literals");
    }
    return (int) size;
  }

  private void decodeFour(ForwardBytes content, byte[] literals) throws DataFormatException {
    int[] sizes = new int[4];
    for (int i = 0; i < 3; i++) {
      sizes[i] = (int) content.number(2);
    }
    sizes[3] = content.left() - sizes[0] - sizes[1] - sizes[2];
    int quarter = (literals.length + 3) / 4;
    if (sizes[3] < 0 || 3 * quarter > literals.length) {
      throw new DataFormatException("four streams of literals that do not add up");
    }
    for (int i = 0; i < 4; i++) {
      int end = i == 3 ? literals.length : (i + 1) * quarter;
      table.decode(content.part(sizes[i]).backward(), literals, i * quarter, end);
    }
  }
}
