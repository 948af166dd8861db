package org.alfheim.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What the dynamic section of a file leads to, for the eye. Where the tables are damaged the
 * entries of the section remain, with their strings if those are sound.
 *
 * @param dynamic the dynamic section up to DT_NULL
 * @param needs the versions that it needs, by file
 * @param definitions the versions that it defines
 * @param symbols the number of dynamic symbols; empty if unknown
 * @param exported the number of those that others can bind to; empty if unknown
 * @param relocations the relocations by type, most frequent first
 * @param problem what could not be read, and why
 */
public record Linkage(
    List<DynamicEntry> dynamic,
    List<VersionNeed> needs,
    List<VersionDefinition> definitions,
    OptionalInt symbols,
    OptionalInt exported,
    List<RelocationCount> relocations,
    Optional<String> problem) {

  /** Of a file without a dynamic section. */
  public static final Linkage NONE = new Linkage(List.of(), Optional.empty());

  /** Copies the lists. */
  public Linkage {
    dynamic = List.copyOf(dynamic);
    needs = List.copyOf(needs);
    definitions = List.copyOf(definitions);
    relocations = List.copyOf(relocations);
  }

  private Linkage(List<DynamicEntry> dynamic, Optional<String> problem) {
    this(
        dynamic,
        List.of(),
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of(),
        problem);
  }

  /**
   * Reads what the dynamic section leads to.
   *
   * @throws ElfException if the segments or the dynamic section itself are damaged
   */
  static Linkage read(ElfBytes file, FileHeader header) {
    Segments segments = Segments.read(file, header);
    DynamicSection dynamic = segments.dynamic();
    try {
      DynamicTables tables = DynamicTables.read(file, header, segments.image(), dynamic);
      SymbolTable symbols = tables.symbols();
      new DynamicChecks(file, segments.image(), dynamic, tables.strings()).names();
      return new Linkage(
          entries(dynamic, tables.strings()),
          tables.versions().needs(),
          tables.versions().definitions(),
          OptionalInt.of(symbols.count()),
          OptionalInt.of(
              (int)
                  IntStream.range(0, symbols.count())
                      .filter(symbols::exported)
                      .filter(index -> !tables.versions().namedBy(symbols.get(index)))
                      .count()),
          RelocationCounts.of(tables.relocations()),
          Optional.empty());
    } catch (ElfException damaged) {
      return new Linkage(
          entries(dynamic, stringsAlone(file, header, segments.image(), dynamic)),
          Optional.of(damaged.problem() + " (" + damaged.field() + ")"));
    }
  }

  /** The string table of an image whose other tables are damaged; null if it is, too. */
  private static StringTable stringsAlone(
      ElfBytes file, FileHeader header, LoadMap image, DynamicSection dynamic) {
    try {
      StringTable strings = DynamicTables.strings(file, header, image, dynamic);
      new DynamicChecks(file, image, dynamic, strings).names();
      return strings;
    } catch (ElfException damaged) {
      return null;
    }
  }

  private static List<DynamicEntry> entries(DynamicSection dynamic, StringTable strings) {
    List<DynamicEntry> entries = new ArrayList<>(dynamic.count());
    for (int i = 0; i < dynamic.count(); i++) {
      long tag = dynamic.tag(i);
      long value = dynamic.value(i);
      Optional<String> text =
          strings != null && DynamicChecks.isName(tag)
              ? Optional.of(strings.get(value))
              : Optional.empty();
      entries.add(new DynamicEntry(tag, DynamicSection.nameOf(tag), value, text));
    }
    return entries;
  }

  /**
   * The strings of all entries of a tag.
   *
   * @param tag {@code d_tag}
   */
  public List<String> texts(long tag) {
    return dynamic.stream()
        .filter(entry -> entry.tag() == tag)
        .flatMap(entry -> entry.text().stream())
        .toList();
  }

  /**
   * The string of the last entry of a tag.
   *
   * @param tag {@code d_tag}
   */
  public Optional<String> text(long tag) {
    return texts(tag).stream().reduce((first, second) -> second);
  }
}
