package org.alfheim.internal.zstd;

import java.util.List;
import java.util.zip.DataFormatException;

/** Unpacks the packed blocks of a frame (RFC 8878, 3.1.1.3): literals, and copies of what was. */
final class BlockDecoder {
  private final byte[] out;
  private final int frame;
  private final LiteralsSection literals = new LiteralsSection();
  private final FseTable[] tables = new FseTable[3];
  private final long[] offsets = {1, 4, 8};

  /**
   * A decoder.
   *
   * @param out what is unpacked
   * @param frame where the frame begins in it
   */
  BlockDecoder(byte[] out, int frame) {
    this.out = out;
    this.frame = frame;
  }

  /** Unpacks a block to a place, and gives the place behind. */
  int block(ForwardBytes in, int from) throws DataFormatException {
    byte[] plain = literals.read(in);
    int count = sequences(in);
    int at = from;
    int used = 0;
    if (count > 0) {
      int modes = (int) in.number(1);
      if ((modes & 3) != 0) {
        throw new DataFormatException("sequences of an unknown form");
      }
      List<SequenceCode> codes = SequenceCode.all();
      for (int i = 0; i < codes.size(); i++) {
        tables[i] = codes.get(i).table((modes >> (6 - 2 * i)) & 3, in, tables[i]);
      }
      BackwardBits bits = in.backward();
      int[] states = {tables[0].start(bits), tables[1].start(bits), tables[2].start(bits)};
      for (int i = 0; i < count; i++) {
        long offset = SequenceCode.OFFSET.value(tables[1].symbol(states[1]), bits);
        long length = SequenceCode.MATCH_LENGTH.value(tables[2].symbol(states[2]), bits);
        long before = SequenceCode.LITERAL_LENGTH.value(tables[0].symbol(states[0]), bits);
        at = put(plain, used, before, at);
        used += (int) before;
        at = repeat(distance(offset, before), length, at);
        if (i < count - 1) {
          for (int table : new int[] {0, 2, 1}) {
            states[table] = tables[table].next(states[table], bits);
          }
        }
        if (bits.left() < 0) {
          throw new DataFormatException("sequences that end too early");
        }
      }
    }
    return put(plain, used, plain.length - used, at);
  }

  private static int sequences(ForwardBytes in) throws DataFormatException {
    int first = (int) in.number(1);
    if (first < 128) {
      return first;
    }
    return first < 255 ? ((first - 128) << 8) + (int) in.number(1) : (int) in.number(2) + 0x7f00;
  }

  private int put(byte[] plain, int from, long count, int at) throws DataFormatException {
    if (count > plain.length - from || count > out.length - at) {
      throw new DataFormatException("more literals than there are");
    }
    System.arraycopy(plain, from, out, at, (int) count);
    return at + (int) count;
  }

  /** The last three distances have short names, which shift where no literal stands before. */
  private long distance(long offset, long literalsBefore) {
    if (offset > 3) {
      offsets[2] = offsets[1];
      offsets[1] = offsets[0];
      offsets[0] = offset - 3;
      return offsets[0];
    }
    int index = (int) offset - 1 + (literalsBefore == 0 ? 1 : 0);
    long distance = index == 3 ? offsets[0] - 1 : offsets[index];
    if (index > 1) {
      offsets[2] = offsets[1];
    }
    if (index > 0) {
      offsets[1] = offsets[0];
    }
    offsets[0] = distance;
    return distance;
  }

  private int repeat(long distance, long length, int at) throws DataFormatException {
    if (distance <= 0 || distance > at - frame || length > out.length - at) {
      throw new DataFormatException("a copy of what is not there");
    }
    for (int i = at; i < at + (int) length; i++) {
      out[i] = out[i - (int) distance];
    }
    return at + (int) length;
  }
}
