package org.alfheim.internal.zstd;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/** A stream of zstd: frames, and in them blocks (RFC 8878, 3.1). */
public final class ZstdStream {
  private static final int MAGIC = 0xfd2fb528;
  private static final int SKIPPABLE = 0x184d2a50;
  private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};

  private final ForwardBytes in;
  private final byte[] out;
  private int done;

  private ZstdStream(ForwardBytes in, byte[] out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Unpacks a stream.
   *
   * @param packed the bytes that hold it
   * @param from where it begins in them; it goes to their end
   * @param size how many bytes it has unpacked
   * @return the bytes
   * @throws DataFormatException if it is damaged, has another number of bytes, or needs a
   *     dictionary
   */
  public static byte[] unpack(byte[] packed, int from, int size) throws DataFormatException {
    ZstdStream stream =
        new ZstdStream(new ForwardBytes(packed, from, packed.length), new byte[size]);
    while (!stream.in.atEnd()) {
      stream.frame();
    }
    if (stream.done != size) {
      throw new DataFormatException(stream.done + " bytes, and not " + size);
    }
    return stream.out;
  }

  private void frame() throws DataFormatException {
    int magic = (int) in.number(4);
    if ((magic & 0xfffffff0) == SKIPPABLE) {
      in.skip(in.number(4));
      return;
    }
    if (magic != MAGIC) {
      throw new DataFormatException("no frame of zstd");
    }
    int descriptor = (int) in.number(1);
    boolean single = (descriptor & 0x20) != 0;
    if ((descriptor & 8) != 0) {
      throw new DataFormatException("a frame of an unknown form");
    }
    in.skip(single ? 0 : 1);
    if (in.number(DICTIONARY_BYTES[descriptor & 3]) != 0) {
      throw new DataFormatException("a dictionary is needed");
    }
    int sizeForm = descriptor >> 6;
    in.skip(sizeForm == 0 ? (single ? 1 : 0) : 1L << sizeForm);
    blocks();
    /* A checksum: debuggers look at what is there. */
    in.skip((descriptor & 4) != 0 ? 4 : 0);
  }

  private void blocks() throws DataFormatException {
    BlockDecoder decoder = new BlockDecoder(out, done);
    boolean last = false;
    while (!last) {
      int header = (int) in.number(3);
      last = (header & 1) != 0;
      int size = header >> 3;
      switch ((header >> 1) & 3) {
        case 0 -> {
          room(size);
          in.copy(out, done, size);
          done += size;
        }
        case 1 -> {
          room(size);
          Arrays.fill(out, done, done + size, (byte) in.number(1));
          done += size;
        }
        case 2 -> done = decoder.block(in.part(size), done);
        default -> throw new DataFormatException("a block of an unknown form");
      }
    }
  }

  private void room(int size) throws DataFormatException {
    if (size > out.length - done) {
      throw new DataFormatException("more than " + out.length + " bytes");
    }
  }
}
