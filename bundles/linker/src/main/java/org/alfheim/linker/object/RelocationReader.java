package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.RelocationType;

/** Reads the relocation sections of an object (SHT_RELA). */
final class RelocationReader {
  private static final int ENTRY = 24;

  private final ElfBytes file;
  private final List<HeaderRow> rows;
  private final int symbols;

  private RelocationReader(ElfBytes file, List<HeaderRow> rows, int symbols) {
    this.file = file;
    this.rows = rows;
    this.symbols = symbols;
  }

  /**
   * The relocations by the number of the section whose places they are of.
   *
   * @param symbols how many symbols there are
   */
  static Map<Integer, List<RelocationEntry>> read(
      ElfBytes file, List<HeaderRow> rows, int symbols) {
    RelocationReader reader = new RelocationReader(file, rows, symbols);
    Map<Integer, List<RelocationEntry>> tables = new HashMap<>();
    long bytes = 0;
    for (HeaderRow row : rows) {
      if (row.type() == HeaderRow.SHT_REL || row.type() == HeaderRow.SHT_CREL) {
        throw file.bad(
            "sh_type",
            row.at() + 4,
            row.name() + " has relocations in a form that the psABI of x86-64 does not have");
      }
      if (row.type() == HeaderRow.SHT_RELA && row.size() > 0) {
        row.content(file);
        bytes += row.size();
        if (bytes > file.size()) {
          throw file.bad("sh_offset", row.at() + 24, row.name() + " has bytes of another table");
        }
        tables
            .computeIfAbsent(reader.target(row), _ -> new ArrayList<>())
            .addAll(reader.table(row));
      }
    }
    return tables;
  }

  private int target(HeaderRow row) {
    if (row.info() <= 0 || row.info() >= rows.size()) {
      throw file.bad("sh_info", row.at() + 44, row.name() + " is for a section that is not here");
    }
    return row.info();
  }

  private List<RelocationEntry> table(HeaderRow row) {
    if (row.entrySize() != ENTRY || row.size() % ENTRY != 0) {
      throw file.bad("sh_entsize", row.at() + 56, row.name() + " is not of entries of 24 bytes");
    }
    ByteBuffer entries = row.content(file);
    long places = rows.get(row.info()).size();
    boolean compressed = CompressedSection.isPacked(rows.get(row.info()));
    List<RelocationEntry> relocations = new ArrayList<>(entries.limit() / ENTRY);
    for (int at = 0; at < entries.limit(); at += ENTRY) {
      long offset = entries.getLong(at);
      int type = entries.getInt(at + 8);
      int symbol = entries.getInt(at + 12);
      long position = row.offset() + at;
      int width = RelocationWidth.of(type);
      if (!compressed && (offset < 0 || offset > places || width > places - offset)) {
        throw file.bad(
            "r_offset",
            position,
            row.name() + ": " + RelocationType.nameOf(type) + " lies outside of its section");
      }
      if (symbol < 0 || symbol >= Math.max(1, symbols)) {
        throw file.bad(
            "r_info",
            position + 8,
            row.name() + ": symbol " + Integer.toUnsignedString(symbol) + " is not here");
      }
      relocations.add(new RelocationEntry(offset, type, symbol, entries.getLong(at + 16)));
    }
    return relocations;
  }
}
