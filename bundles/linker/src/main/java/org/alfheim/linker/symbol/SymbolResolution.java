package org.alfheim.linker.symbol;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.RelocatableObject;
import org.alfheim.linker.script.VersionScript;

/** Adds objects and finds out which definition each global name has. */
public final class SymbolResolution {
  private final List<RelocatableObject> objects = new ArrayList<>();
  private final List<BitSet> losers = new ArrayList<>();
  private final GroupSelection groups = new GroupSelection();
  private final Map<String, SymbolCandidate> candidates = new LinkedHashMap<>();
  private final Map<String, SymbolCandidate> standards = new LinkedHashMap<>();

  /** Adds an object behind those that are there. */
  public void add(RelocatableObject object) {
    add(object, objects.size());
  }

  /** Adds an object before those that are there. */
  public void addFirst(RelocatableObject object) {
    add(object, 0);
  }

  private void add(RelocatableObject object, int place) {
    BitSet dropped = groups.losers(object);
    objects.add(place, object);
    losers.add(place, dropped);
    for (ObjectSymbol symbol : object.symbols()) {
      if (!symbol.local() && !symbol.name().isEmpty()) {
        add(object, symbol, dropped);
      }
    }
  }

  private void add(RelocatableObject object, ObjectSymbol symbol, BitSet dropped) {
    boolean here = isHere(object, symbol, dropped);
    VersionedName name = VersionedName.of(symbol.name());
    if (here || symbol.common()) {
      SymbolCandidate candidate = candidate(name, true);
      candidate.define(object, symbol, object.sectionOf(symbol));
    } else {
      candidate(name, false).refer(object, symbol);
    }
  }

  private static boolean isHere(RelocatableObject object, ObjectSymbol symbol, BitSet dropped) {
    return symbol.section() == ObjectSymbol.ABSOLUTE
        || (symbol.section() > 0
            && !dropped.get(symbol.section())
            && object.sectionOf(symbol) != null);
  }

  /** A reference to {@code f} and one to {@code f@V} both mean a definition {@code f@@V}. */
  private SymbolCandidate candidate(VersionedName name, boolean definition) {
    if (name.version() == null) {
      return candidates.computeIfAbsent(name.name(), _ -> new SymbolCandidate(name));
    }
    if (definition && name.standard()) {
      SymbolCandidate known = candidates.get(name.key());
      SymbolCandidate candidate =
          standards.computeIfAbsent(name.key(), _ -> new SymbolCandidate(name));
      if (known == null) {
        candidates.put(name.key(), candidate);
      }
      return candidate;
    }
    VersionedName single = new VersionedName(name.name(), name.version(), false);
    return candidates.computeIfAbsent(name.key(), _ -> new SymbolCandidate(single));
  }

  /** The names that are referred to, not weakly, and that no object defines so far. */
  public List<String> wanted() {
    Set<String> answered = new HashSet<>();
    for (SymbolCandidate standard : standards.values()) {
      if (standard.defined()) {
        answered.add(standard.name().name());
        answered.add(standard.name().key());
      }
    }
    return candidates.entrySet().stream()
        .filter(entry -> entry.getValue().wanted() && !answered.contains(entry.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a name is referred to, weakly or not, and no object defines it so far. */
  public boolean missing(String name) {
    SymbolCandidate candidate = candidates.get(name);
    return candidate != null && !candidate.defined() && !standardDefined(name);
  }

  private boolean standardDefined(String name) {
    if (standards.isEmpty()) {
      return false;
    }
    return standards.values().stream().anyMatch(standard -> standard.answers(name));
  }

  /** The names of the loaded sections that stay. */
  public Set<String> sectionNames() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < objects.size(); i++) {
      for (InputSection section : objects.get(i).sections()) {
        if (section != null
            && section.has(InputSection.SHF_ALLOC)
            && !losers.get(i).get(section.index())) {
          names.add(section.name());
        }
      }
    }
    return names;
  }

  /**
   * The result.
   *
   * @param boundary whether a name is the linker's to give a place to
   * @param versions which names other images see, and in which versions; empty for what objects say
   */
  public Resolution finish(Predicate<String> boundary, Optional<VersionScript> versions) {
    Set<String> versioned = new HashSet<>(standards.keySet());
    candidates.forEach((key, candidate) -> {
      if (candidate.defined() && candidate.name().version() != null) {
        versioned.add(key);
      }
    });
    ExportedVersions exported = new ExportedVersions(versions, versioned);
    return new SymbolBinding(objects, losers, candidates, standards, boundary, exported)
        .resolution();
  }
}
