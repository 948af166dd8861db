package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.alfheim.names.RawText;

/**
 * Reads all that an image says about itself, part by part; a part that is damaged becomes a
 * problem.
 */
final class ElfImageReader {
  private final ElfBytes file;
  private final FileHeader header;
  private final List<String> problems = new ArrayList<>();

  private ElfImageReader(ElfBytes file) {
    this.file = file;
    this.header = FileHeader.read(file);
  }

  static ElfImage read(ElfBytes file) {
    return new ElfImageReader(file).read();
  }

  private ElfImage read() {
    List<ProgramHeader> segments =
        attempt(() -> ProgramHeaderTable.read(file, header), List.<ProgramHeader>of());
    List<SectionHeader> sections =
        attempt(() -> SectionHeaderTable.read(file, header), List.<SectionHeader>of());
    Linkage linkage =
        has(segments, ProgramHeader.PT_DYNAMIC)
            ? attempt(() -> Linkage.read(file, header), Linkage.NONE)
            : Linkage.NONE;
    linkage.problem().ifPresent(problems::add);
    boolean object = segments.isEmpty();
    return new ElfImage(
        file.name(),
        file.size(),
        header,
        segments,
        sections,
        attempt(() -> interpreter(segments), Optional.<String>empty()),
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
            ? attempt(
                () -> RelocationCounts.ofSections(file, sections),
                List.<ElfImage.RelocationCount>of())
            : linkage.relocations(),
        object ? Optional.empty() : Notes.buildId(file, segments),
        object ? Notes.ofSections(file, sections) : Notes.ofSegments(file, segments),
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

  private Optional<String> interpreter(List<ProgramHeader> segments) {
    for (ProgramHeader segment : segments) {
      if (segment.type() == ProgramHeader.PT_INTERP && segment.fileSize() != 0) {
        ByteBuffer path = file.window(segment.offset(), segment.fileSize(), "PT_INTERP", -1);
        byte[] text = new byte[path.limit()];
        path.get(text);
        int end = text.length > 0 && text[text.length - 1] == 0 ? text.length - 1 : text.length;
        return Optional.of(RawText.decode(Arrays.copyOf(text, end)));
      }
    }
    return Optional.empty();
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
