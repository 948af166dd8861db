package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads the program header table; what its entries claim is for others to check. */
final class ProgramHeaderTable {
  static final int ENTRY = 56;

  private ProgramHeaderTable() {}

  static List<ProgramHeader> read(ElfBytes file, FileHeader header) {
    int count = header.programHeaderCount();
    if (count == 0) {
      return List.of();
    }
    ByteBuffer elfHeader = file.window(0, FileHeader.SIZE, "e_ident", 0);
    int entry = elfHeader.getShort(54) & 0xffff;
    if (entry != ENTRY) {
      throw file.bad(
          "e_phentsize", 54, "program headers of " + entry + " bytes, ELF64 has " + ENTRY);
    }
    ByteBuffer table =
        file.window(header.programHeaderOffset(), (long) count * ENTRY, "e_phoff", 32);
    ProgramHeader[] headers = new ProgramHeader[count];
    for (int i = 0; i < count; i++) {
      int at = i * ENTRY;
      headers[i] =
          new ProgramHeader(
              table.getInt(at),
              table.getInt(at + 4),
              table.getLong(at + 8),
              new Vaddr(table.getLong(at + 16)),
              table.getLong(at + 32),
              table.getLong(at + 40),
              table.getLong(at + 48));
    }
    return Collections.unmodifiableList(Arrays.asList(headers));
  }
}
