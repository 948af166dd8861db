package org.alfheim.linker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.RelocatableObject;
import org.alfheim.linker.script.VersionScript;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.Resolution;

/** What may not be as it was meant, of the objects that take part. */
final class LinkWarnings {
  /** Of names that nobody has, a line of so many is enough. */
  private static final int SHOWN = 5;

  private final List<String> warnings = new ArrayList<>();

  /** Of all objects of a link. */
  static List<String> of(List<RelocatableObject> objects) {
    LinkWarnings all = new LinkWarnings();
    objects.forEach(all::addOwn);
    all.addCautions(objects);
    return all.warnings;
  }

  /** Names that a version script exports, and that no object defines. */
  static List<String> ofVersions(Optional<VersionScript> versions, Resolution resolution) {
    if (versions.isEmpty()) {
      return List.of();
    }
    Set<String> defined = new HashSet<>();
    resolution.globals().stream()
        .filter(LinkSymbol::defined)
        .forEach(symbol -> defined.add(symbol.name()));
    List<String> missing = versions.get().missing(defined);
    if (missing.isEmpty()) {
      return List.of();
    }
    String shown = String.join(", ", missing.stream().limit(SHOWN).toList());
    int more = missing.size() - SHOWN;
    return List.of(
        "the version script exports "
            + shown
            + (more > 0 ? " and " + more + " others" : "")
            + ", which no object defines");
  }

  private void addOwn(RelocatableObject object) {
    if (object.stack() == RelocatableObject.StackNote.UNKNOWN) {
      warnings.add(object.name() + " has code and no .note.GNU-stack; its stack is not executable");
    }
    String toAll = object.remarks().cautions().get("");
    if (toAll != null) {
      warnings.add(object.name() + ": " + toAll);
    }
  }

  /** Who refers to a name that an object warns of is told, as linkers do. */
  private void addCautions(List<RelocatableObject> objects) {
    Map<String, String> cautions = new HashMap<>();
    objects.forEach(object -> object.remarks().cautions().forEach(cautions::putIfAbsent));
    cautions.remove("");
    if (cautions.isEmpty()) {
      return;
    }
    for (RelocatableObject object : objects) {
      Set<String> referred = new LinkedHashSet<>();
      for (ObjectSymbol symbol : object.symbols()) {
        if (symbol.section() == ObjectSymbol.UNDEFINED && cautions.containsKey(symbol.name())) {
          referred.add(symbol.name());
        }
      }
      for (String name : referred) {
        warnings.add(object.name() + " refers to " + name + ": " + cautions.get(name));
      }
    }
  }
}
