package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfException;
import org.alfheim.internal.zstd.ZstdStream;

/**
 * Unpacks sections for debuggers: those with SHF_COMPRESSED (gABI, Elf64_Chdr), and those of the
 * older form, {@code .zdebug_info}, whose content begins with {@code ZLIB}.
 */
final class CompressedSection {
  private static final int HEADER = 24;
  private static final int ELFCOMPRESS_ZLIB = 1;
  private static final int ELFCOMPRESS_ZSTD = 2;

  private static final String OLD_PREFIX = ".zdebug_";
  private static final int OLD_HEADER = 12;
  private static final int OLD_MAGIC = 0x42494c5a;

  /**
   * No stream of zlib has more bytes for one of its own (zlib's documentation, 1032 to 1), and what
   * debuggers read does not get that small by zstd either.
   */
  private static final long MOST = 1040;

  private final ElfBytes file;
  private final HeaderRow row;
  private final ByteBuffer packed;

  private CompressedSection(ElfBytes file, HeaderRow row, ByteBuffer packed) {
    this.file = file;
    this.row = row;
    this.packed = packed;
  }

  /** Whether the bytes of a section in the file are not those of the section. */
  static boolean isPacked(HeaderRow row) {
    return row.has(InputSection.SHF_COMPRESSED) || isOld(row);
  }

  private static boolean isOld(HeaderRow row) {
    return row.name().startsWith(OLD_PREFIX) && !row.has(InputSection.SHF_ALLOC);
  }

  /** The name that the section has when it is unpacked. */
  static String name(HeaderRow row) {
    return isOld(row) ? ".debug_" + row.name().substring(OLD_PREFIX.length()) : row.name();
  }

  /** The alignment that the section has when it is unpacked. */
  static long alignment(HeaderRow row, ByteBuffer packed) {
    if (isOld(row)) {
      return row.alignment();
    }
    return packed.limit() < HEADER ? 1 : packed.getLong(16);
  }

  static ByteBuffer content(ElfBytes file, HeaderRow row, ByteBuffer packed) {
    if (row.has(InputSection.SHF_ALLOC)) {
      throw file.bad("sh_flags", row.at() + 8, row.name() + " is compressed and has SHF_ALLOC");
    }
    CompressedSection section = new CompressedSection(file, row, packed);
    return isOld(row) ? section.old() : section.current();
  }

  private ByteBuffer old() {
    if (packed.limit() < OLD_HEADER || packed.getInt(0) != OLD_MAGIC) {
      throw file.bad("sh_offset", row.offset(), row.name() + " does not begin with ZLIB");
    }
    return unpacked(Long.reverseBytes(packed.getLong(4)), OLD_HEADER, ELFCOMPRESS_ZLIB);
  }

  private ByteBuffer current() {
    if (packed.limit() < HEADER) {
      throw file.bad("sh_size", row.at() + 32, row.name() + " ends within its header");
    }
    int method = packed.getInt(0);
    if (method != ELFCOMPRESS_ZLIB && method != ELFCOMPRESS_ZSTD) {
      throw new ElfException(
          file.name(),
          "ch_type",
          row.offset(),
          row.name() + " is compressed by method " + method + ", zlib and zstd are known",
          "compile with -gz=none or -gz=zlib");
    }
    return unpacked(packed.getLong(8), HEADER, method);
  }

  private ByteBuffer unpacked(long size, int header, int method) {
    if (size < 0 || size > MOST * packed.limit() || size > Integer.MAX_VALUE - 8) {
      throw file.bad(
          "ch_size", row.offset() + 8, row.name() + ": " + Long.toUnsignedString(size) + " bytes");
    }
    try {
      byte[] content =
          method == ELFCOMPRESS_ZLIB ? inflated(header, (int) size) : ofZstd(header, (int) size);
      return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    } catch (DataFormatException e) {
      throw file.bad(
          "sh_offset",
          row.offset(),
          row.name()
              + " can't be unpacked"
              + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
    }
  }

  private byte[] ofZstd(int header, int size) throws DataFormatException {
    byte[] stream = new byte[packed.limit()];
    packed.get(0, stream);
    return ZstdStream.unpack(stream, header, size);
  }

  private byte[] inflated(int header, int size) throws DataFormatException {
    byte[] content = new byte[size];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed.duplicate().position(header));
      if (inflater.inflate(content) != size) {
        throw new DataFormatException("shorter than it says");
      }
      return content;
    } finally {
      inflater.end();
    }
  }
}
