package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfException;

/** Unpacks a section with SHF_COMPRESSED (gABI, Elf64_Chdr). */
final class CompressedSection {
  private static final int HEADER = 24;
  private static final int ELFCOMPRESS_ZLIB = 1;

  /** No stream of zlib has more bytes for one of its own (zlib's documentation, 1032 to 1). */
  private static final long MOST = 1040;

  private CompressedSection() {}

  static ByteBuffer content(ElfBytes file, HeaderRow row, ByteBuffer packed) {
    if (packed.limit() < HEADER) {
      throw file.bad("sh_size", row.at() + 32, row.name() + " ends within its header");
    }
    if (packed.getInt(0) != ELFCOMPRESS_ZLIB) {
      throw new ElfException(
          file.name(),
          "ch_type",
          row.offset(),
          row.name() + " is compressed by method " + packed.getInt(0) + ", zlib is known",
          "compile with -gz=none or -gz=zlib");
    }
    long size = packed.getLong(8);
    if (size < 0 || size > MOST * packed.limit() || size > Integer.MAX_VALUE - 8) {
      throw file.bad(
          "ch_size", row.offset() + 8, row.name() + ": " + Long.toUnsignedString(size) + " bytes");
    }
    byte[] content = new byte[(int) size];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed.duplicate().position(HEADER));
      int done = inflater.inflate(content);
      if (done != content.length) {
        throw file.bad("ch_size", row.offset() + 8, row.name() + " is shorter than it says");
      }
      return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    } catch (DataFormatException e) {
      throw file.bad("sh_offset", row.offset(), row.name() + " is no stream of zlib");
    } finally {
      inflater.end();
    }
  }
}
