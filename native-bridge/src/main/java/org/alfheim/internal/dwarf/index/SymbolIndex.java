package org.alfheim.internal.dwarf.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.alfheim.internal.dwarf.attribute.DwarfNames;
import org.alfheim.internal.dwarf.attribute.Language;
import org.alfheim.internal.dwarf.attribute.SymbolNames;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.section.NameHash;
import org.alfheim.internal.dwarf.unit.DebugSections;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.InfoSection;
import org.alfheim.internal.dwarf.unit.Sections;
import org.alfheim.internal.dwarf.unit.Unit;
import org.alfheim.internal.dwarf.unit.Value;
import org.alfheim.types.TypesException;

/**
 * Finds functions, variables and types. Units are gone through when they are first needed: for an
 * address those that have it, for a name those that may have it, and in the end all of them, once.
 */
public final class SymbolIndex {
  private static final String SCOPE = "::";

  private final DebugSections all;
  private final SymbolKinds kinds;
  private final AddressMap map;
  private final UnitIndexer indexer;
  private final Set<Long> done = new HashSet<>();
  private final UnitSearch search;
  private List<String> searched = List.of();
  private List<Unit> possible = List.of();
  private boolean split;
  private boolean complete;

  public SymbolIndex(DebugSections all) {
    this.all = all;
    this.kinds = new SymbolKinds(all.file());
    this.map = new AddressMap(all.main());
    this.indexer = new UnitIndexer(kinds, all.file().relocatable());
    this.search = new UnitSearch(all);
  }

  /**
   * The function or variable that a symbol is.
   *
   * @param name the symbol's name
   * @param value its value; -1 if that is not known
   */
  public synchronized Optional<Die> symbol(String name, long value) {
    boolean located = value > 0 && !all.file().relocatable() && !kinds.misleads(value);
    if (located) {
      for (int start : map.unitsAt(value)) {
        add(all.main().main().unit(start));
      }
      Die there = at(value);
      if (there != null && (isNamed(there, name) || !shared(value))) {
        return Optional.of(there);
      }
    }
    long hash = NameHash.of(name);
    addNamed(List.of(name), () -> indexer.symbols().rank(hash) >= Rank.DEFINED);
    int rank = indexer.symbols().rank(hash);
    if (rank > 0 && rank < Rank.DEFINED) {
      // A definition elsewhere may leave the name to its declaration.
      addAll();
    }
    long found = indexer.symbols().get(hash);
    if (found >= 0) {
      Die die = all.die(found);
      if (isNamed(die, name)) {
        return Optional.of(die);
      }
    }
    return located ? Optional.ofNullable(at(value)) : Optional.empty();
  }

  private Die at(long address) {
    long found = indexer.addresses().get(address);
    return found < 0 ? null : all.die(found);
  }

  /** Whether several functions were folded into one, whose types may differ. */
  private boolean shared(long address) {
    return indexer.addresses().rank(address) == Rank.ABSTRACT;
  }

  private static boolean isNamed(Die die, String name) {
    Value found = SymbolNames.of(die);
    return found != null && found.string().equals(name);
  }

  /**
   * The type of a name.
   *
   * @param name its name, with its scopes
   * @param tag what it is
   */
  public synchronized Optional<Die> type(String name, int tag) {
    long key = UnitIndexer.typeKey(NameHash.of(name), tag);
    int best = tag == Tag.TYPEDEF || tag == Tag.BASE_TYPE ? Rank.DEFINED : Rank.WITH_MEMBERS;
    addNamed(endings(name), () -> indexer.types().rank(key) >= best || isClass(name));
    if (indexer.types().rank(key) == Rank.DECLARED && name.contains(SCOPE)) {
      addAll();
    }
    long found = indexer.types().get(key);
    if (found < 0) {
      return Optional.empty();
    }
    Die die = all.die(found);
    return DwarfNames.qualified(die).equals(name) ? Optional.of(die) : Optional.empty();
  }

  /**
   * Whether a class of C++ has the name, beside which no typedef of the same name means another.
   */
  private boolean isClass(String name) {
    long hash = NameHash.of(name);
    for (int tag : new int[] {Tag.STRUCTURE_TYPE, Tag.UNION_TYPE, Tag.ENUMERATION_TYPE}) {
      long key = UnitIndexer.typeKey(hash, tag);
      if (indexer.types().rank(key) == Rank.WITH_MEMBERS
          && Language.of(all.die(indexer.types().get(key)).unit().language()) == Language.OTHER) {
        return true;
      }
    }
    return false;
  }

  /** What the name of a DIE may be whose name with its scopes is given. */
  private static List<String> endings(String name) {
    List<String> endings = new ArrayList<>(List.of(name));
    for (int at = name.indexOf(SCOPE); at >= 0; at = name.indexOf(SCOPE, at + 1)) {
      endings.add(name.substring(at + SCOPE.length()));
    }
    return endings;
  }

  /**
   * Enters the units that may have one of some names, until enough is known.
   *
   * @param enough whether what is looked for was entered, and nothing better can come
   */
  private void addNamed(List<String> names, BooleanSupplier enough) {
    if (complete || enough.getAsBoolean()) {
      return;
    }
    Optional<List<Unit>> units =
        names.equals(searched) ? Optional.of(possible) : search.units(names);
    if (units.isEmpty()) {
      addAll();
      return;
    }
    searched = names;
    possible = units.get();
    for (Unit unit : possible) {
      add(unit);
      if (enough.getAsBoolean()) {
        return;
      }
    }
  }

  /** All functions and variables that others see. */
  public synchronized List<Die> symbols() {
    addAll();
    List<Die> found = new ArrayList<>();
    indexer.symbols().forEach(id -> found.add(all.die(id)));
    return found;
  }

  private void addAll() {
    if (complete) {
      return;
    }
    addAll(all.main());
    if (all.hasAlternate()) {
      addAll(all.alternate());
    }
    if (split) {
      all.packagedTypes().forEach(this::addAll);
    }
    done.clear();
    possible = List.of();
    complete = true;
  }

  private void addAll(Sections sections) {
    for (InfoSection info : sections.infos()) {
      for (int start : info.starts()) {
        add(info.unit(start));
      }
    }
  }

  /** Enters a unit, or what is split off from it with all that stands beside it. */
  private void add(Unit unit) {
    if (complete || !done.add(id(unit))) {
      return;
    }
    try {
      Optional<Unit> whole = all.whole(unit);
      if (whole.isPresent() && whole.get() != unit) {
        split = true;
        addAll(whole.get().sections());
      } else if (whole.isPresent()) {
        indexer.add(unit);
      }
    } catch (TypesException e) {
      // Asked for again, it is refused again.
      done.remove(id(unit));
      throw e;
    }
  }

  private static long id(Unit unit) {
    return ((long) unit.info().number() << 32) | unit.header().start();
  }
}
