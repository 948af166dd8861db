package org.alfheim.corpus;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SectionHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.elf.inspect.ElfImage;
import org.alfheim.elf.inspect.Inspection;

/**
 * What a file says about the image that it becomes, as far as a comparison needs it.
 *
 * @param start the first address
 * @param end the address behind the last
 * @param relocations what relocation writes, by place; of several in one place the last
 * @param dynamic the dynamic section: the tag of each entry whose value lies in a writable segment,
 *     by the place of the value
 * @param values the same values as the file has them
 * @param sections the sections that have memory, by their first address
 */
record ImageFacts(
    Vaddr start,
    Vaddr end,
    Collection<Relocation> relocations,
    Map<Vaddr, Long> dynamic,
    Map<Vaddr, Long> values,
    TreeMap<Vaddr, SectionHeader> sections) {

  private static final ValueLayout.OfLong XWORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static ImageFacts of(SharedObject image) {
    TreeMap<Vaddr, Relocation> relocations = new TreeMap<>();
    image
        .relr()
        .forEach(place ->
            relocations.put(
                new Vaddr(place),
                new Relocation(new Vaddr(place), RelocationType.R_X86_64_RELATIVE, "", true, 0)));
    add(image, image.rela(), relocations);
    add(image, image.jumpRelocations(), relocations);
    Map<Vaddr, Long> dynamic = new HashMap<>();
    Map<Vaddr, Long> values = new HashMap<>();
    addDynamic(image, dynamic, values);
    return new ImageFacts(
        image.loadSegments().getFirst().vaddr(),
        image.loadSegments().getLast().end(),
        relocations.values(),
        dynamic,
        values,
        sections(image));
  }

  private static void add(
      SharedObject image, RelocationTable table, Map<Vaddr, Relocation> relocations) {
    for (int i = 0; i < table.count(); i++) {
      if (table.type(i) != RelocationType.R_X86_64_NONE) {
        Vaddr place = new Vaddr(table.offset(i));
        int symbol = table.symbol(i);
        relocations.put(
            place,
            new Relocation(
                place,
                table.type(i),
                symbol == 0 ? "" : image.symbols().name(symbol),
                symbol == 0 || image.symbols().section(symbol) != ElfSymbol.SHN_UNDEF,
                table.addend(i)));
      }
    }
  }

  private static void addDynamic(
      SharedObject image, Map<Vaddr, Long> dynamic, Map<Vaddr, Long> values) {
    ProgramHeader segment = image.segment(ProgramHeader.PT_DYNAMIC).orElseThrow();
    MemorySegment entries = image.contentAt(segment.vaddr(), segment.fileSize());
    for (long at = 0; at + 16 <= entries.byteSize(); at += 16) {
      long tag = entries.get(XWORD, at);
      Vaddr place = segment.vaddr().plus(at + 8);
      dynamic.put(place, tag);
      values.put(place, entries.get(XWORD, at + 8));
    }
  }

  private static TreeMap<Vaddr, SectionHeader> sections(SharedObject image) {
    TreeMap<Vaddr, SectionHeader> sections = new TreeMap<>();
    for (SectionHeader section : sectionHeaders(image)) {
      /* SHF_ALLOC without SHF_TLS: a thread-local section has addresses of its own. */
      if ((section.flags() & 2) != 0 && (section.flags() & 0x400) == 0 && section.size() > 0) {
        sections.put(section.address(), section);
      }
    }
    return sections;
  }

  private static List<SectionHeader> sectionHeaders(SharedObject image) {
    try {
      return Inspection.of(image.name(), image.bytes()) instanceof ElfImage file
          ? file.sections()
          : List.of();
    } catch (ElfException e) {
      /* Sections are for people; what is loaded does without. */
      return new ArrayList<>();
    }
  }

  /** The name of the section that holds an address, or an empty string. */
  String section(Vaddr place) {
    Map.Entry<Vaddr, SectionHeader> entry = sections.floorEntry(place);
    return entry != null && place.minus(entry.getKey()) < entry.getValue().size()
        ? entry.getValue().name()
        : "";
  }
}
