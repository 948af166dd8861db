package org.alfheim.internal.dwarf.section;

import static org.alfheim.elf.RelocationType.R_X86_64_32;
import static org.alfheim.elf.RelocationType.R_X86_64_32S;
import static org.alfheim.elf.RelocationType.R_X86_64_64;
import static org.alfheim.elf.RelocationType.R_X86_64_DTPOFF32;
import static org.alfheim.elf.RelocationType.R_X86_64_DTPOFF64;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.alfheim.elf.SectionHeader;

/**
 * The relocations of a section of debug information in a relocatable file. They are done in a copy;
 * all sections are taken to lie at 0, so that an offset in a section becomes just that.
 */
final class Relocations {
  private static final int RELA_ENTRY = 24;
  private static final int SYMBOL_ENTRY = 24;
  private static final int ST_VALUE = 8;

  private final DebugFile file;
  private final String target;

  /**
   * The relocations of a section.
   *
   * @param file the file
   * @param target the section's name, for messages
   */
  Relocations(DebugFile file, String target) {
    this.file = file;
    this.target = target;
  }

  /**
   * The section's content with its relocations done.
   *
   * @param content the content
   * @param index the section's number
   */
  MemorySegment applied(MemorySegment content, int index) {
    List<SectionHeader> headers = file.headers();
    MemorySegment copy = null;
    for (SectionHeader header : headers) {
      if (header.type() == SectionHeader.SHT_RELA && header.info() == index && header.size() > 0) {
        if (copy == null) {
          copy = Arena.ofAuto().allocate(content.byteSize());
          copy.copyFrom(content);
        }
        apply(header, copy.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
      }
    }
    return copy == null ? content : copy;
  }

  private void apply(SectionHeader header, ByteBuffer content) {
    SectionBytes entries = bytes(header);
    List<SectionHeader> headers = file.headers();
    if (header.link() < 0 || header.link() >= headers.size()) {
      throw entries.bad(0, "sh_link " + header.link() + " is no section");
    }
    SectionBytes symbols = bytes(headers.get(header.link()));
    for (int at = 0; at + RELA_ENTRY <= entries.size(); at += RELA_ENTRY) {
      long offset = entries.u8(at);
      long info = entries.u8(at + 8);
      int type = (int) info;
      int size = size(type, entries, at);
      if (size == 0) {
        continue;
      }
      if (offset < 0 || offset > content.limit() - size) {
        throw entries.bad(at, "r_offset 0x" + Long.toHexString(offset) + " is not in " + target);
      }
      long symbol = (info >>> 32) * SYMBOL_ENTRY + ST_VALUE;
      long value = symbols.u8(symbols.offset(symbol, "r_info")) + entries.u8(at + 16);
      if (size == Long.BYTES) {
        content.putLong((int) offset, value);
      } else {
        content.putInt((int) offset, (int) value);
      }
    }
  }

  private int size(int type, SectionBytes entries, int at) {
    return switch (type) {
      case R_X86_64_64, R_X86_64_DTPOFF64 -> Long.BYTES;
      case R_X86_64_32, R_X86_64_32S, R_X86_64_DTPOFF32 -> Integer.BYTES;
      case org.alfheim.elf.RelocationType.R_X86_64_NONE -> 0;
      default ->
          throw entries.bad(
              at, org.alfheim.elf.RelocationType.nameOf(type) + " is not expected in " + target);
    };
  }

  private SectionBytes bytes(SectionHeader header) {
    ByteBuffer bytes = file.raw(header).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return new SectionBytes(file.name(), header.name(), bytes);
  }
}
