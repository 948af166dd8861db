package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the section header table. A loader does not need it; it may be absent, and what it says may
 * be wrong.
 */
final class SectionHeaderTable {
  static final int ENTRY = FileHeader.SECTION_HEADER_SIZE;

  private static final int SH_TYPE = 4;
  private static final int SH_ADDR = 16;
  private static final int SH_OFFSET = 24;
  private static final int SH_SIZE = 32;
  private static final int SH_ENTSIZE = 56;

  private SectionHeaderTable() {}

  /**
   * The number of dynamic symbols by the section header that describes exactly the table at an
   * address; 0 if there is none.
   *
   * @param address DT_SYMTAB
   */
  static long dynamicSymbols(ElfBytes file, FileHeader header, LoadMap image, long address) {
    ByteBuffer table = bytes(file, header);
    ProgramHeader segment = image.holding(address, 0);
    if (segment == null) {
      return 0;
    }
    long available = segment.fileSize() - (address - segment.vaddr().value());
    for (int at = 0; at < table.limit(); at += ENTRY) {
      long bytes = table.getLong(at + SH_SIZE);
      if (table.getInt(at + SH_TYPE) == SectionHeader.SHT_DYNSYM
          && table.getLong(at + SH_ADDR) == address
          && table.getLong(at + SH_OFFSET) == image.offset(address)
          && table.getLong(at + SH_ENTSIZE) == SymbolTable.ENTRY
          && bytes > 0
          && bytes <= available
          && bytes % SymbolTable.ENTRY == 0) {
        return bytes / SymbolTable.ENTRY;
      }
    }
    return 0;
  }

  /** The table as it stands in the file; no bytes where it is not there. */
  static ByteBuffer bytes(ElfBytes file, FileHeader header) {
    long size = (long) header.sectionHeaderCount() * ENTRY;
    long start = header.sectionHeaderOffset();
    boolean there =
        start > 0
            && start <= file.size()
            && size <= Math.min(file.size() - start, Integer.MAX_VALUE);
    return file.window(there ? start : 0, there ? size : 0, "e_shoff", 40);
  }

  /**
   * All section headers; none if the file has none.
   *
   * @throws ElfException if the table is not in the file, or its names are not
   */
  static List<SectionHeader> read(ElfBytes file, FileHeader header) {
    if (header.sectionHeaderOffset() == 0 || header.sectionHeaderCount() == 0) {
      return List.of();
    }
    int entry = file.window(0, FileHeader.SIZE, "e_ident", 0).getShort(58) & 0xffff;
    if (entry != ENTRY) {
      throw file.bad(
          "e_shentsize", 58, "section headers of " + entry + " bytes, ELF64 has " + ENTRY);
    }
    ByteBuffer table =
        file.window(
            header.sectionHeaderOffset(),
            (long) header.sectionHeaderCount() * ENTRY,
            "e_shoff",
            40);
    StringTable strings = names(file, header, table);
    Names names = strings == null ? null : new Names(file, strings);
    List<SectionHeader> sections = new ArrayList<>(header.sectionHeaderCount());
    for (int at = 0; at < table.limit(); at += ENTRY) {
      String name = "";
      if (names != null) {
        long position = header.sectionHeaderOffset() + at;
        name = strings.get(names.check(table.getInt(at) & 0xffffffffL, "sh_name", position));
      }
      sections.add(section(name, table, at));
    }
    return sections;
  }

  private static StringTable names(ElfBytes file, FileHeader header, ByteBuffer table) {
    int index = header.sectionNameIndex();
    if (index <= 0 || index >= header.sectionHeaderCount()) {
      return null;
    }
    int at = index * ENTRY;
    long position = header.sectionHeaderOffset() + at + SH_OFFSET;
    return StringTable.of(
        file,
        file.slice(
            table.getLong(at + SH_OFFSET), table.getLong(at + SH_SIZE), "sh_offset", position),
        "e_shstrndx",
        62);
  }

  static SectionHeader section(String name, ByteBuffer table, int at) {
    return new SectionHeader(
        name,
        table.getInt(at + SH_TYPE),
        table.getLong(at + 8),
        new Vaddr(table.getLong(at + SH_ADDR)),
        table.getLong(at + SH_OFFSET),
        table.getLong(at + SH_SIZE),
        table.getInt(at + 40),
        table.getInt(at + 44),
        table.getLong(at + 48),
        table.getLong(at + SH_ENTSIZE));
  }
}
