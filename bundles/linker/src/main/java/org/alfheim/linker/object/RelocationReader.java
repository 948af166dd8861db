package org.alfheim.linker.object;

import java.util.List;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.RelocationType;

/** Reads the relocation sections of an object (SHT_RELA). */
final class RelocationReader {
  private static final int ENTRY = 8 * SectionRelocations.WORDS;

  private final ElfBytes file;
  private final List<HeaderRow> rows;
  private final int symbols;
  private final long[][] words;
  private final int[] filled;

  private RelocationReader(ElfBytes file, List<HeaderRow> rows, int symbols) {
    this.file = file;
    this.rows = rows;
    this.symbols = Math.max(1, symbols);
    this.words = new long[rows.size()][];
    this.filled = new int[rows.size()];
  }

  /**
   * The relocations by the number of the section whose places they are of; null where there are
   * none.
   *
   * @param symbols how many symbols there are
   */
  static SectionRelocations[] read(ElfBytes file, List<HeaderRow> rows, int symbols) {
    RelocationReader reader = new RelocationReader(file, rows, symbols);
    reader.reserve();
    for (HeaderRow row : rows) {
      if (isTable(row)) {
        reader.read(row);
      }
    }
    SectionRelocations[] tables = new SectionRelocations[rows.size()];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = reader.words[i] == null ? null : new SectionRelocations(reader.words[i]);
    }
    return tables;
  }

  private static boolean isTable(HeaderRow row) {
    return row.type() == HeaderRow.SHT_RELA && row.size() > 0;
  }

  /** Counts what each section has, and checks that the file has it. */
  private void reserve() {
    long[] counts = new long[rows.size()];
    long bytes = 0;
    for (HeaderRow row : rows) {
      if (row.type() == HeaderRow.SHT_REL || row.type() == HeaderRow.SHT_CREL) {
        throw file.bad(
            "sh_type",
            row.at() + 4,
            row.name() + " has relocations in a form that the psABI of x86-64 does not have");
      }
      if (isTable(row)) {
        row.check(file);
        bytes += row.size();
        if (bytes > file.size()) {
          throw file.bad("sh_offset", row.at() + 24, row.name() + " has bytes of another table");
        }
        counts[target(row)] += row.size() / 8;
      }
    }
    for (int i = 0; i < counts.length; i++) {
      words[i] = counts[i] == 0 ? null : new long[Math.toIntExact(counts[i])];
    }
  }

  private int target(HeaderRow row) {
    if (row.info() <= 0 || row.info() >= rows.size()) {
      throw file.bad("sh_info", row.at() + 44, row.name() + " is for a section that is not here");
    }
    if (row.entrySize() != ENTRY || row.size() % ENTRY != 0) {
      throw file.bad("sh_entsize", row.at() + 56, row.name() + " is not of entries of 24 bytes");
    }
    return row.info();
  }

  private void read(HeaderRow row) {
    int start = filled[row.info()];
    int count = (int) (row.size() / 8);
    long[] target = words[row.info()];
    row.content(file).asLongBuffer().get(target, start, count);
    filled[row.info()] = start + count;
    HeaderRow section = rows.get(row.info());
    long places = CompressedSection.isPacked(section) ? Long.MAX_VALUE : section.size();
    for (int at = start; at < start + count; at += SectionRelocations.WORDS) {
      check(row, 8L * (at - start), target[at], target[at + 1], places);
    }
  }

  private void check(HeaderRow row, long at, long offset, long info, long places) {
    int type = (int) info;
    if (places != Long.MAX_VALUE
        && (offset < 0 || offset > places || RelocationWidth.of(type) > places - offset)) {
      throw file.bad(
          "r_offset",
          row.offset() + at,
          row.name() + ": " + RelocationType.nameOf(type) + " lies outside of its section");
    }
    int symbol = (int) (info >>> 32);
    if (symbol < 0 || symbol >= symbols) {
      throw file.bad(
          "r_info",
          row.offset() + at + 8,
          row.name() + ": symbol " + Integer.toUnsignedString(symbol) + " is not here");
    }
  }
}
