package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.symbol.LinkedSection;

/** The dynamic section (gABI, "Dynamic Section"). */
final class DynamicTags {
  private static final int ENTRY = 16;
  private static final long DF_BIND_NOW = 8;
  private static final long DF_STATIC_TLS = 16;
  private static final long DF_SYMBOLIC = 2;
  private static final long DF_1_NOW = 1;

  /** What is in an entry: a number, or the address or size of a section. */
  private record Entry(long tag, String section, boolean size, long value) {}

  private final List<Entry> entries = new ArrayList<>();
  private final LinkedSection table;

  /**
   * The section.
   *
   * @param sections the names of the sections that the image has
   * @param needed where the names of libraries begin in the string table
   * @param soname where the name of the image begins there; 0 for none
   * @param symbols the tables of symbols
   * @param relocations the tables of relocations
   * @param flags whether it needs static thread-local memory, and binds its own symbols first
   */
  DynamicTags(
      Set<String> sections,
      List<Integer> needed,
      int soname,
      DynamicSymbols symbols,
      LoadRelocations relocations,
      Flags flags) {
    needed.forEach(name -> number(1, name));
    if (soname != 0) {
      number(14, soname);
    }
    addFunctions(sections);
    address(0x6ffffef5, ".gnu.hash");
    address(5, ".dynstr");
    address(6, ".dynsym");
    number(10, symbols.stringBytes());
    number(11, SymbolEntry.SIZE);
    address(3, ".got");
    addRelocations(relocations);
    number(
        30,
        DF_BIND_NOW
            | (flags.staticTls() ? DF_STATIC_TLS : 0)
            | (flags.symbolic() ? DF_SYMBOLIC : 0));
    number(0x6ffffffb, DF_1_NOW);
    addVersions(symbols);
    number(0, 0);
    table =
        GeneratedSection.section(
            ".dynamic",
            GeneratedSection.SHT_DYNAMIC,
            InputSection.SHF_ALLOC | InputSection.SHF_WRITE,
            (long) ENTRY * entries.size(),
            8,
            ENTRY);
  }

  record Flags(boolean staticTls, boolean symbolic) {}

  private void addFunctions(Set<String> sections) {
    if (sections.contains(".init")) {
      address(12, ".init");
    }
    if (sections.contains(".fini")) {
      address(13, ".fini");
    }
    if (sections.contains(".init_array")) {
      address(25, ".init_array");
      size(27, ".init_array");
    }
    if (sections.contains(".fini_array")) {
      address(26, ".fini_array");
      size(28, ".fini_array");
    }
  }

  private void addRelocations(LoadRelocations relocations) {
    if (relocations.jumpSection().isPresent()) {
      size(2, ".rela.plt");
      number(20, 7);
      address(23, ".rela.plt");
    }
    if (relocations.mainSection().isPresent()) {
      address(7, ".rela.dyn");
      size(8, ".rela.dyn");
      number(9, LoadRelocations.ENTRY);
      if (relocations.relative() > 0) {
        number(0x6ffffff9, relocations.relative());
      }
    }
  }

  private void addVersions(DynamicSymbols symbols) {
    if (symbols.definitions() > 0) {
      address(0x6ffffffc, ".gnu.version_d");
      number(0x6ffffffd, symbols.definitions());
    }
    if (symbols.needs() > 0) {
      address(0x6ffffffe, ".gnu.version_r");
      number(0x6fffffff, symbols.needs());
    }
    if (symbols.definitions() + symbols.needs() > 0) {
      address(0x6ffffff0, ".gnu.version");
    }
  }

  private void number(long tag, long value) {
    entries.add(new Entry(tag, null, false, value));
  }

  private void address(long tag, String section) {
    entries.add(new Entry(tag, section, false, 0));
  }

  private void size(long tag, String section) {
    entries.add(new Entry(tag, section, true, 0));
  }

  LinkedSection section() {
    return table;
  }

  void write(ImageLayout layout) {
    ByteBuffer out = table.section().content();
    int at = 0;
    for (Entry entry : entries) {
      long value = entry.value();
      if (entry.section() != null) {
        ImageLayout.Placed placed = layout.find(entry.section()).orElseThrow();
        value = entry.size() ? placed.output().size() : placed.address();
      }
      out.putLong(at, entry.tag());
      out.putLong(at + 8, value);
      at += ENTRY;
    }
  }
}
