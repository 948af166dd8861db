package org.alfheim.linker.symbol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.alfheim.linker.object.ByteRange;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.RelocatableObject;
import org.alfheim.linker.script.VersionScript;

/** Adds objects and finds out which definition each global name has. */
public final class SymbolResolution {
  private final List<AddedObject> objects = new ArrayList<>();
  private final GroupSelection groups = new GroupSelection();
  private final Set<String> sectionNames = new HashSet<>();

  /** All names, by their numbers. */
  private final List<SymbolCandidate> candidates = new ArrayList<>();

  /** What is meant by {@code f}, and by {@code f@V}. */
  private final Map<ByteRange, SymbolCandidate> references = new HashMap<>();

  /** The definitions {@code f@@V}, as {@code f@V}. */
  private final Map<ByteRange, SymbolCandidate> standards = new LinkedHashMap<>();

  /** A resolution without objects. */
  public SymbolResolution() {}

  /** Adds an object behind those that are there. */
  public void add(RelocatableObject object) {
    add(object, objects.size());
  }

  /** Adds an object before those that are there. */
  public void addFirst(RelocatableObject object) {
    add(object, 0);
  }

  private void add(RelocatableObject object, int place) {
    AddedObject added = new AddedObject(object, groups.losers(object));
    objects.add(place, added);
    for (InputSection section : object.sections()) {
      if (added.keeps(section) && section.has(InputSection.SHF_ALLOC)) {
        sectionNames.add(section.name());
      }
    }
    List<ObjectSymbol> symbols = object.symbols();
    for (int i = 0; i < symbols.size(); i++) {
      ObjectSymbol symbol = symbols.get(i);
      if (!symbol.local() && !symbol.key().isEmpty()) {
        added.candidate(i, add(added, symbol));
      }
    }
  }

  private SymbolCandidate add(AddedObject added, ObjectSymbol symbol) {
    RelocatableObject object = added.object();
    if (added.defines(symbol) || symbol.common()) {
      SymbolCandidate candidate = candidate(symbol.key(), true);
      candidate.define(object, symbol, object.sectionOf(symbol));
      return candidate;
    }
    SymbolCandidate candidate = candidate(symbol.key(), false);
    candidate.refer(object, symbol);
    return candidate;
  }

  private SymbolCandidate candidate(ByteRange spelling, boolean definition) {
    SymbolCandidate known = references.get(spelling);
    return known != null ? known : candidate(VersionedName.of(spelling), definition);
  }

  /** A reference to {@code f} and one to {@code f@V} both mean a definition {@code f@@V}. */
  private SymbolCandidate candidate(VersionedName name, boolean definition) {
    ByteRange exact = name.exact();
    if (name.version() == null || !definition || !name.standard()) {
      VersionedName single = name.version() == null ? name : name.single();
      return references.computeIfAbsent(exact, _ -> created(single));
    }
    SymbolCandidate candidate = standards.computeIfAbsent(exact, _ -> created(name));
    references.putIfAbsent(exact, candidate);
    return candidate;
  }

  private SymbolCandidate created(VersionedName name) {
    SymbolCandidate candidate = new SymbolCandidate(candidates.size(), name);
    candidates.add(candidate);
    return candidate;
  }

  /** The names that are referred to, not weakly, and that no object defines so far. */
  public List<ByteRange> wanted() {
    Set<ByteRange> answered = new HashSet<>();
    for (SymbolCandidate standard : standards.values()) {
      if (standard.defined()) {
        answered.add(standard.name().key());
        answered.add(standard.name().exact());
      }
    }
    List<ByteRange> wanted = new ArrayList<>();
    for (SymbolCandidate candidate : candidates) {
      if (candidate.wanted() && !answered.contains(candidate.name().exact())) {
        wanted.add(candidate.name().exact());
      }
    }
    return wanted;
  }

  /** Whether a name is referred to, weakly or not, and no object defines it so far. */
  public boolean missing(String name) {
    ByteRange key = ByteRange.of(name);
    SymbolCandidate candidate = references.get(key);
    return candidate != null && !candidate.defined() && !standardDefined(key);
  }

  private boolean standardDefined(ByteRange name) {
    if (standards.isEmpty()) {
      return false;
    }
    return standards.values().stream().anyMatch(standard -> standard.answers(name));
  }

  /** Whether a loaded section of a name stays. */
  public boolean hasSection(String name) {
    return sectionNames.contains(name);
  }

  /**
   * The result.
   *
   * @param boundary whether a name is the linker's to give a place to
   * @param script which names other images see, and in which versions; empty for what objects say
   */
  public Resolution finish(Predicate<String> boundary, Optional<VersionScript> script) {
    ExportedVersions exported =
        new ExportedVersions(script, script.isEmpty() ? Set.of() : versioned());
    return new SymbolBinding(objects, candidates, answers(), boundary, exported).resolution();
  }

  /** The names {@code f@V} that objects define themselves. */
  private Set<String> versioned() {
    Set<String> versioned = new HashSet<>();
    standards.keySet().forEach(name -> versioned.add(name.toString()));
    for (SymbolCandidate candidate : candidates) {
      if (candidate.defined() && candidate.name().version() != null) {
        versioned.add(candidate.name().exact().toString());
      }
    }
    return versioned;
  }

  /** What references without a version, and those with it, mean of what has a standard version. */
  private StandardVersions answers() {
    StandardVersions answers = new StandardVersions();
    for (SymbolCandidate standard : standards.values()) {
      answers.add(standard, references);
    }
    return answers;
  }
}
