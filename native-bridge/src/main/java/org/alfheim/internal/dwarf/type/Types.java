package org.alfheim.internal.dwarf.type;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.internal.dwarf.attribute.DwarfNames;
import org.alfheim.internal.dwarf.attribute.Language;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.index.SymbolIndex;
import org.alfheim.internal.dwarf.unit.DebugSections;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.InfoSection;
import org.alfheim.internal.dwarf.unit.Unit;
import org.alfheim.types.CType;
import org.alfheim.types.IncompleteType;

/** The types that were read already, and those that may have to be found by name. */
public final class Types {
  private final Map<Long, Known> known = new ConcurrentHashMap<>();
  private final DebugSections all;
  private final SymbolIndex index;
  private volatile Language first;

  /**
   * A type, and how much there is of it.
   *
   * @param type the type
   * @param weight how many types it is made of, counted as often as they are met; a structure is
   *     one
   */
  record Known(CType type, int weight) {}

  public Types(DebugSections all, SymbolIndex index) {
    this.all = all;
    this.index = index;
  }

  public Known get(Die die) {
    return known.get(die.id());
  }

  /** Keeps a type, unless somebody else has read it meanwhile. */
  Known keep(Die die, Known type) {
    Known before = known.putIfAbsent(die.id(), type);
    return before == null ? type : before;
  }

  /**
   * How a unit's types are spelled. A unit that dwz has put together does not say; then it is as
   * the unit that one came from, or as the first of the image.
   */
  public Language language(Unit unit, Unit from) {
    Language own = Language.of(unit.language());
    if (own == Language.UNKNOWN && from != null) {
      own = Language.of(from.language());
    }
    return own == Language.UNKNOWN ? ofImage() : own;
  }

  private Language ofImage() {
    Language found = first;
    if (found == null) {
      found = Language.OTHER;
      InfoSection info = all.main().main();
      for (int start : info.starts()) {
        Language language = Language.of(info.unit(start).language());
        if (language != Language.UNKNOWN && language != Language.ASSEMBLER) {
          found = language;
          break;
        }
      }
      first = found;
    }
    return found;
  }

  /** The definition of a type that is only declared. */
  Optional<Die> definition(Die declared) {
    return index
        .type(DwarfNames.qualified(declared), declared.tag())
        .filter(die -> !die.flag(At.DECLARATION));
  }

  /** The type that an incomplete one is elsewhere, if it is defined anywhere. */
  CType completed(IncompleteType type, Die declared, DwarfTypeReader reader) {
    return definition(declared).map(reader::read).orElse(type);
  }
}
