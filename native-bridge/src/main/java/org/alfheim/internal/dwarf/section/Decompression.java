package org.alfheim.internal.dwarf.section;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.alfheim.elf.SectionHeader;
import org.alfheim.internal.zstd.ZstdStream;
import org.alfheim.types.TypesException;

/**
 * Unpacks sections: those with SHF_COMPRESSED (gABI, "Compression header"), by zlib or zstd, and
 * those named {@code .zdebug_…}, as GNU's tools did before.
 */
final class Decompression {
  private static final long SHF_COMPRESSED = 0x800;
  private static final int ELFCOMPRESS_ZLIB = 1;
  private static final int ELFCOMPRESS_ZSTD = 2;
  private static final int HEADER = 24;
  private static final int OLD_HEADER = 12;

  /** Debug information becomes three to ten times smaller; what claims more is no such thing. */
  private static final long MOST = 256;

  private static final long ALWAYS_TAKEN = 1L << 20;

  private Decompression() {}

  /** The content of a section. */
  static MemorySegment of(MemorySegment raw, SectionHeader header, String file) {
    if (raw.byteSize() == 0) {
      return raw;
    }
    ByteBuffer bytes = raw.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    SectionBytes place = new SectionBytes(file, header.name(), bytes);
    if ((header.flags() & SHF_COMPRESSED) != 0) {
      long kind = place.u4(0);
      long size = place.u8(8);
      return switch ((int) kind) {
        case ELFCOMPRESS_ZLIB -> inflated(place, bytes, HEADER, size);
        case ELFCOMPRESS_ZSTD -> unpacked(place, bytes, size);
        default -> throw place.bad(0, "ch_type " + kind + " is not known");
      };
    }
    if (header.name().startsWith(".zdebug_") && place.startsWith(0, "ZLIB")) {
      return inflated(place, bytes, OLD_HEADER, Long.reverseBytes(place.u8(4)));
    }
    return raw;
  }

  /** What is packed in so many bytes; they are read only if they can become as many as they say. */
  private static long checkSize(SectionBytes place, int header, long size) {
    long packed = (long) place.size() - header;
    if (packed < 0 || size < 0 || size > Math.max(ALWAYS_TAKEN, MOST * packed)) {
      throw place.bad(0, packed + " compressed bytes cannot become " + Long.toUnsignedString(size));
    }
    if (size > Integer.MAX_VALUE) {
      throw place.bad(0, "a section of 2 GiB and more is not supported");
    }
    return packed;
  }

  private static MemorySegment unpacked(SectionBytes place, ByteBuffer bytes, long size) {
    checkSize(place, HEADER, size);
    byte[] packed = new byte[place.size()];
    bytes.get(0, packed);
    try {
      byte[] content = ZstdStream.unpack(packed, HEADER, (int) size);
      return MemorySegment.ofArray(content).asReadOnly();
    } catch (DataFormatException e) {
      throw new TypesException(
          place.bad(HEADER, "the compressed bytes are damaged: " + e.getMessage()).getMessage(), e);
    }
  }

  private static MemorySegment inflated(
      SectionBytes place, ByteBuffer bytes, int header, long size) {
    long packed = checkSize(place, header, size);
    MemorySegment result = Arena.ofAuto().allocate(size);
    ByteBuffer output = result.asByteBuffer();
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(bytes.slice(header, (int) packed));
      while (output.hasRemaining()) {
        if (inflater.inflate(output) == 0) {
          throw ended(place, output);
        }
      }
    } catch (DataFormatException e) {
      throw new TypesException(
          place.bad(header, "the compressed bytes are damaged").getMessage(), e);
    }
    return result;
  }

  private static TypesException ended(SectionBytes place, ByteBuffer output) {
    return place.bad(
        0,
        "the compressed bytes end after "
            + output.position()
            + " of the "
            + output.limit()
            + " that they should become");
  }
}
