package org.alfheim.internal.dwarf;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SectionHeader;
import org.alfheim.internal.dwarf.attribute.SymbolNames;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.index.SymbolIndex;
import org.alfheim.internal.dwarf.line.LineTables;
import org.alfheim.internal.dwarf.section.Companions;
import org.alfheim.internal.dwarf.section.DebugFile;
import org.alfheim.internal.dwarf.type.DwarfTypeReader;
import org.alfheim.internal.dwarf.type.FunctionReader;
import org.alfheim.internal.dwarf.type.Sparse;
import org.alfheim.internal.dwarf.type.Types;
import org.alfheim.internal.dwarf.unit.DebugSections;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.Value;
import org.alfheim.internal.typing.SymbolTypes;
import org.alfheim.types.CType;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.TypesException;

/**
 * The types that the DWARF of a file says: of an image, of a file of debug information that was set
 * apart from one, or of a relocatable object. Nothing is read before something is asked for.
 */
public final class DwarfTypes implements SymbolTypes {
  private static final Set<String> KEYWORDS = Set.of("struct", "union", "enum", "class");

  private final String name;
  private final MemorySegment bytes;
  private final Companions companions;
  private volatile Opened opened;

  /** A function or a variable that others see. */
  public record External(String name, boolean function) {}

  /** What is there from the first question on. */
  private record Opened(SymbolIndex index, Types types, LineTables lines) {}

  /**
   * The types of a file.
   *
   * @param name what to call the file in messages
   * @param bytes its bytes, which do not change; best a mapped file
   * @param companions finds the other files that it is spread over
   */
  public DwarfTypes(String name, MemorySegment bytes, Companions companions) {
    this.name = name;
    this.bytes = bytes;
    this.companions = companions;
  }

  /**
   * Whether a file has debug information of this kind; what is damaged in it is found later.
   *
   * @param name what to call the file in messages
   * @param bytes its bytes
   * @throws TypesException if it is no ELF64 file for AMD64, or its section headers are damaged
   */
  public static boolean isIn(String name, MemorySegment bytes) {
    for (SectionHeader header : new DebugFile(name, bytes).headers()) {
      if (header.type() != SectionHeader.SHT_NOBITS
          && (header.name().equals(".debug_info") || header.name().equals(".zdebug_info"))) {
        return true;
      }
    }
    return false;
  }

  private Opened opened() {
    Opened known = opened;
    if (known == null) {
      synchronized (this) {
        known = opened;
        if (known == null) {
          DebugSections all = new DebugSections(new DebugFile(name, bytes), companions);
          SymbolIndex index = new SymbolIndex(all);
          known = new Opened(index, new Types(all, index), new LineTables());
          opened = known;
        }
      }
    }
    return known;
  }

  @Override
  public String origin() {
    return "DWARF of " + name;
  }

  @Override
  public Optional<CType> find(SymbolPlace symbol) {
    Opened now = opened();
    return now.index().symbol(symbol.name(), symbol.value()).flatMap(die -> type(now, die));
  }

  private static Optional<CType> type(Opened now, Die die) {
    DwarfTypeReader reader = new DwarfTypeReader(now.types(), die.unit());
    if (die.tag() == Tag.SUBPROGRAM) {
      return Sparse.knowsNothing(die)
          ? Optional.empty()
          : Optional.of(new FunctionReader(reader).read(die));
    }
    Value type = SymbolNames.value(die, At.TYPE);
    return type == null
        ? Optional.empty()
        : Optional.of(reader.object(reader.complete(type.reference())));
  }

  @Override
  public Optional<CType> named(String wanted) {
    Opened now = opened();
    int space = wanted.indexOf(' ');
    String keyword = space < 0 ? "" : wanted.substring(0, space);
    if (KEYWORDS.contains(keyword)) {
      return tagged(now, keyword, wanted.substring(space + 1).strip());
    }
    for (int tag : new int[] {Tag.TYPEDEF, Tag.BASE_TYPE}) {
      Optional<Die> found = now.index().type(wanted, tag);
      if (found.isPresent()) {
        return found.map(die -> new DwarfTypeReader(now.types(), die.unit()).read(die));
      }
    }
    // Without a keyword only where that is how it is spelled.
    for (String word : List.of("struct", "union", "enum")) {
      Optional<CType> found =
          tagged(now, word, wanted).filter(type -> type.spelling().equals(wanted));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<CType> tagged(Opened now, String keyword, String name) {
    int tag =
        switch (keyword) {
          case "union" -> Tag.UNION_TYPE;
          case "enum" -> Tag.ENUMERATION_TYPE;
          default -> Tag.STRUCTURE_TYPE;
        };
    return now.index()
        .type(name, tag)
        .map(die -> new DwarfTypeReader(now.types(), die.unit()).read(die));
  }

  @Override
  public Optional<SourcePosition> position(SymbolPlace symbol) {
    Opened now = opened();
    return now.index()
        .symbol(symbol.name(), symbol.value())
        .flatMap(die -> position(die, now.lines()));
  }

  private static Optional<SourcePosition> position(Die symbol, LineTables lines) {
    Value line = SymbolNames.value(symbol, At.DECL_LINE);
    Die at = symbol;
    while (at != null && !at.has(At.DECL_FILE)) {
      at = at.origin();
    }
    if (line == null || at == null || line.unsigned() <= 0 || line.unsigned() > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    int number = (int) line.unsigned();
    return lines
        .file(at.unit(), at.value(At.DECL_FILE).unsigned())
        .map(file -> new SourcePosition(file, number));
  }

  /**
   * All functions and variables that others see, in no order, defined or declared.
   *
   * @throws TypesException if the debug information is damaged
   */
  public List<External> externals() {
    List<External> found = new ArrayList<>();
    for (Die die : opened().index().symbols()) {
      Value symbol = SymbolNames.of(die);
      if (symbol != null) {
        found.add(new External(symbol.string(), die.tag() == Tag.SUBPROGRAM));
      }
    }
    return found;
  }
}
