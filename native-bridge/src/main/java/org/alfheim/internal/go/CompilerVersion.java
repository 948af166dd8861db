package org.alfheim.internal.go;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.SectionHeader;
import org.alfheim.elf.SharedObject;

/**
 * The version that the compiler writes into debug information ({@code DW_AT_producer}): what there
 * is in plugins of a Go that leaves build information out of them.
 */
final class CompilerVersion {
  private static final long SHF_COMPRESSED = 1 << 11;
  private static final int COMPRESSION_HEADER = 24;

  /** The first unit is one of Go's, and has it near its beginning. */
  private static final int LOOKED_AT = 1 << 16;

  private static final Pattern PRODUCER =
      Pattern.compile("Go cmd/compile (go[0-9][0-9A-Za-z.+-]{0,60})[;\0 ]");

  private CompilerVersion() {}

  /** Finds it; empty if there is no debug information, or another's. */
  static Optional<String> of(SharedObject image) {
    ElfFile file = ElfFile.of(image.name(), image.bytes());
    for (SectionHeader section : file.sections()) {
      if (section.name().equals(".debug_info") && section.type() == SectionHeader.SHT_PROGBITS) {
        Matcher producer = PRODUCER.matcher(start(image, section));
        return producer.find() ? Optional.of(producer.group(1)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String start(SharedObject image, SectionHeader section) {
    boolean compressed = (section.flags() & SHF_COMPRESSED) != 0;
    long from = section.offset() + (compressed ? COMPRESSION_HEADER : 0);
    long size = Math.min(section.size() - (compressed ? COMPRESSION_HEADER : 0), LOOKED_AT);
    if (from < 0 || size < 0 || from > image.bytes().byteSize() - size) {
      throw new ElfException(image.name(), "sh_offset", -1, ".debug_info is not in the file", "");
    }
    byte[] bytes = image.bytes().asSlice(from, size).toArray(ValueLayout.JAVA_BYTE);
    return new String(compressed ? inflated(image, bytes) : bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] inflated(SharedObject image, byte[] bytes) {
    try (InflaterInputStream content = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      byte[] start = new byte[LOOKED_AT];
      int length = 0;
      try {
        for (int read = 0; read >= 0 && length < LOOKED_AT; length += Math.max(read, 0)) {
          read = content.read(start, length, LOOKED_AT - length);
        }
      } catch (EOFException more) {
        return Arrays.copyOf(start, length); // What was looked at ends in between.
      }
      return Arrays.copyOf(start, length);
    } catch (IOException damaged) {
      throw new ElfException(
          image.name(), "ch_type", -1, ".debug_info is not compressed by zlib", "");
    }
  }
}
