package org.alfheim.elf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts relocations by type. */
final class RelocationCounts {
  private final Map<String, Long> counts = new HashMap<>();

  static List<RelocationCount> of(RelocationTables tables) {
    RelocationCounts counts = new RelocationCounts();
    counts.add(tables.rela());
    counts.add(tables.jump());
    long relr = tables.relr().count();
    if (relr != 0) {
      counts.counts.put("RELR", relr);
    }
    return counts.sorted();
  }

  /**
   * The relocations of an object file.
   *
   * @throws ElfException if a section is not in the file
   */
  static List<RelocationCount> ofSections(ElfBytes file, List<SectionHeader> sections) {
    RelocationCounts counts = new RelocationCounts();
    long budget = file.size();
    for (SectionHeader section : sections) {
      if (section.type() == SectionHeader.SHT_RELA) {
        counts.add(
            new RelocationTable(
                file.slice(section.offset(), section.size(), "sh_offset", -1),
                section.offset(),
                file.scan()));
        budget -= section.size();
        if (budget < 0) {
          throw file.bad("sh_size", -1, "sections of relocations overlap");
        }
      }
    }
    return counts.sorted();
  }

  private void add(RelocationTable table) {
    // One slot for each number of the psABI, the last for all others.
    long[] byType = new long[64];
    for (int i = 0; i < table.count(); i++) {
      int type = table.type(i);
      byType[type >= 0 && type < 63 ? type : 63]++;
    }
    for (int type = 0; type < byType.length; type++) {
      if (byType[type] != 0) {
        counts.merge(type == 63 ? "other" : RelocationType.nameOf(type), byType[type], Long::sum);
      }
    }
  }

  private List<RelocationCount> sorted() {
    List<RelocationCount> sorted = new ArrayList<>();
    counts.forEach((type, count) -> sorted.add(new RelocationCount(type, count)));
    sorted.sort(
        Comparator.comparingLong(RelocationCount::count)
            .reversed()
            .thenComparing(RelocationCount::type));
    return sorted;
  }
}
