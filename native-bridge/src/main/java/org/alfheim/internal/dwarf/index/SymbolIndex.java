package org.alfheim.internal.dwarf.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.internal.dwarf.attribute.DwarfNames;
import org.alfheim.internal.dwarf.attribute.SymbolNames;
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
 * address those that have it, for a name all of them, once.
 */
public final class SymbolIndex {
  private final DebugSections all;
  private final SymbolKinds kinds;
  private final AddressMap map;
  private final UnitIndexer indexer;
  private final Set<Long> done = new HashSet<>();
  private boolean split;
  private boolean complete;

  public SymbolIndex(DebugSections all) {
    this.all = all;
    this.kinds = new SymbolKinds(all.file());
    this.map = new AddressMap(all.main());
    this.indexer = new UnitIndexer(kinds, all.file().relocatable());
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
    addAll();
    long found = indexer.symbols().get(NameHash.of(name));
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
    addAll();
    long found = indexer.types().get(UnitIndexer.typeKey(NameHash.of(name), tag));
    if (found < 0) {
      return Optional.empty();
    }
    Die die = all.die(found);
    return DwarfNames.qualified(die).equals(name) ? Optional.of(die) : Optional.empty();
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
