package org.alfheim.elf;

import java.nio.ByteBuffer;

/**
 * The section header table, which a loader does not need: read where nothing else knows the number
 * of dynamic symbols.
 */
final class SectionHeaderTable {
  static final int ENTRY = 64;
  static final int SHT_DYNSYM = 11;

  private SectionHeaderTable() {}

  /**
   * The number of dynamic symbols that the section at an address has; 0 if the table is absent or
   * does not fit the file.
   */
  static long dynamicSymbols(ElfBytes file, FileHeader header, long symbolTable) {
    long size = (long) header.sectionHeaderCount() * ENTRY;
    long start = header.sectionHeaderOffset();
    if (start <= 0
        || start > file.size()
        || size > file.size() - start
        || size > Integer.MAX_VALUE) {
      return 0;
    }
    ByteBuffer table = file.window(start, size, "e_shoff", 40);
    for (int at = 0; at < table.limit(); at += ENTRY) {
      if (table.getInt(at + 4) == SHT_DYNSYM && table.getLong(at + 16) == symbolTable) {
        long bytes = table.getLong(at + 32);
        return bytes < 0 || bytes > file.size() ? 0 : bytes / SymbolTable.ENTRY;
      }
    }
    return 0;
  }
}
