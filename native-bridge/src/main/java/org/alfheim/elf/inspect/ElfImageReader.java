package org.alfheim.elf.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.Linkage;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationCount;
import org.alfheim.elf.SectionHeader;
import org.alfheim.elf.SymbolTable;

/**
 * Reads all that an image says about itself, part by part; a part that is damaged becomes a
 * problem.
 */
final class ElfImageReader {
  private final ElfFile file;
  private final List<String> problems = new ArrayList<>();

  private ElfImageReader(ElfFile file) {
    this.file = file;
  }

  static ElfImage read(ElfFile file) {
    return new ElfImageReader(file).read();
  }

  private ElfImage read() {
    List<ProgramHeader> segments = attempt(file::programHeaders, List.<ProgramHeader>of());
    List<SectionHeader> sections = attempt(file::sections, List.<SectionHeader>of());
    Linkage linkage =
        has(segments, ProgramHeader.PT_DYNAMIC)
            ? attempt(file::linkage, Linkage.NONE)
            : Linkage.NONE;
    linkage.problem().ifPresent(problems::add);
    boolean object = segments.isEmpty();
    return new ElfImage(
        file.name(),
        file.size(),
        file.header(),
        segments,
        sections,
        attempt(() -> file.interpreter(segments), Optional.<String>empty()),
        linkage.dynamic(),
        linkage.text(DynamicSection.DT_SONAME),
        linkage.texts(DynamicSection.DT_NEEDED),
        linkage.text(DynamicSection.DT_RUNPATH),
        linkage.text(DynamicSection.DT_RPATH),
        linkage.needs(),
        linkage.definitions(),
        linkage.symbols(),
        linkage.exported(),
        symbols(sections),
        object
            ? attempt(() -> file.relocations(sections), List.<RelocationCount>of())
            : linkage.relocations(),
        object ? Optional.empty() : file.buildId(segments),
        object ? file.notesOfSections(sections) : file.notesOfSegments(segments),
        problems);
  }

  private <T> T attempt(Supplier<T> part, T otherwise) {
    try {
      return part.get();
    } catch (ElfException damaged) {
      problems.add(damaged.problem() + " (" + damaged.field() + ")");
      return otherwise;
    }
  }

  private static boolean has(List<ProgramHeader> segments, int type) {
    return segments.stream().anyMatch(segment -> segment.type() == type);
  }

  private OptionalInt symbols(List<SectionHeader> sections) {
    for (SectionHeader section : sections) {
      if (section.type() == SectionHeader.SHT_SYMTAB && section.entrySize() == SymbolTable.ENTRY) {
        long count = section.size() / SymbolTable.ENTRY;
        if (count >= 0 && count <= file.size()) {
          return OptionalInt.of((int) count);
        }
      }
    }
    return OptionalInt.empty();
  }
}
