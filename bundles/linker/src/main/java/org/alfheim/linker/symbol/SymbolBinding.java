package org.alfheim.linker.symbol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.RelocatableObject;
import org.alfheim.linker.object.SectionHead;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.place.SectionPlace;

/** Gives each symbol of each object what its name stands for, after the last has been added. */
final class SymbolBinding {
  private static final String COMMON = "COMMON";

  private final List<AddedObject> objects;
  private final ExportedVersions versions;

  /** What each name stands for, by the candidates' numbers. */
  private final LinkSymbol[] globals;

  private final List<LinkSymbol> distinct = new ArrayList<>();
  private final List<LinkedSection> commons = new ArrayList<>();
  private final List<LinkSymbol> locals = new ArrayList<>();
  private int numbers;

  SymbolBinding(
      List<AddedObject> objects,
      List<SymbolCandidate> candidates,
      StandardVersions answers,
      Predicate<String> boundary,
      ExportedVersions versions) {
    this.objects = objects;
    this.versions = versions;
    this.numbers = candidates.size();
    this.globals = new LinkSymbol[candidates.size()];
    for (SymbolCandidate candidate : candidates) {
      if (answers.meant(candidate) == candidate) {
        LinkSymbol bound = bind(candidate, boundary);
        globals[candidate.number()] = bound;
        distinct.add(bound);
      }
    }
    for (SymbolCandidate candidate : candidates) {
      globals[candidate.number()] = globals[answers.meant(candidate).number()];
    }
  }

  private LinkSymbol bind(SymbolCandidate candidate, Predicate<String> boundary) {
    InputSection common = candidate.isCommon() ? common(candidate.commonSymbol()) : null;
    boolean place = !candidate.defined() && boundary.test(candidate.name().name());
    return versions.applied(candidate.symbol(common, place));
  }

  private InputSection common(ObjectSymbol symbol) {
    boolean large = symbol.section() == ObjectSymbol.LARGE_COMMON;
    boolean threadLocal = symbol.type() == ObjectSymbol.STT_TLS;
    long flags =
        InputSection.SHF_ALLOC
            | InputSection.SHF_WRITE
            | (large ? InputSection.SHF_LARGE : 0)
            | (threadLocal ? InputSection.SHF_TLS : 0);
    SectionHead head =
        new SectionHead(
            large ? ".lbss" : ".bss",
            InputSection.SHT_NOBITS,
            flags,
            symbol.size(),
            0,
            Math.max(1, symbol.value()),
            0);
    InputSection section =
        new InputSection(
            COMMON, commons.size(), head, ByteBuffer.allocate(0), SectionRelocations.EMPTY);
    commons.add(LinkedSection.plain(section));
    return section;
  }

  Resolution resolution() {
    List<RelocatableObject> sources = new ArrayList<>(objects.size());
    List<LinkedSection> sections = new ArrayList<>();
    Map<SectionPlace, SectionPlace> followed = new HashMap<>();
    for (AddedObject added : objects) {
      RelocatableObject object = added.object();
      sources.add(object);
      LinkSymbol[] symbols = symbols(added);
      for (InputSection section : object.sections()) {
        if (added.keeps(section)) {
          sections.add(new LinkedSection(section, symbols));
        }
        if (section != null && section.has(InputSection.SHF_LINK_ORDER)) {
          follow(object, section, followed);
        }
      }
    }
    sections.addAll(commons);
    return new Resolution(sources, sections, distinct, locals, numbers, followed);
  }

  private static void follow(
      RelocatableObject object, InputSection section, Map<SectionPlace, SectionPlace> followed) {
    boolean known = section.link() > 0 && section.link() < object.sections().size();
    InputSection leader = known ? object.sections().get(section.link()) : null;
    if (leader != null) {
      followed.put(section.place(), leader.place());
    }
  }

  private LinkSymbol[] symbols(AddedObject added) {
    List<ObjectSymbol> symbols = added.object().symbols();
    if (symbols.isEmpty()) {
      return new LinkSymbol[] {local(added, ObjectSymbol.NULL)};
    }
    LinkSymbol[] bound = new LinkSymbol[symbols.size()];
    for (int i = 0; i < bound.length; i++) {
      SymbolCandidate candidate = added.candidate(i);
      bound[i] = candidate == null ? local(added, symbols.get(i)) : globals[candidate.number()];
    }
    return bound;
  }

  private LinkSymbol local(AddedObject added, ObjectSymbol symbol) {
    InputSection section = added.object().sectionOf(symbol);
    LinkSymbol.Kind kind;
    if (symbol.section() <= 0) {
      /* A number, or the null symbol: S is 0. */
      kind = LinkSymbol.Kind.ABSOLUTE;
    } else {
      kind = added.keeps(section) ? LinkSymbol.Kind.DEFINED : LinkSymbol.Kind.DISCARDED;
    }
    LinkSymbol bound =
        new LinkSymbol(numbers++, symbol, kind, section, null, added.object().name());
    if (kind == LinkSymbol.Kind.DEFINED) {
      locals.add(bound);
    }
    return bound;
  }
}
