package org.alfheim.linker.symbol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.RelocatableObject;
import org.alfheim.linker.object.SectionHead;

/** Gives each symbol of each object what its name stands for, after the last has been added. */
final class SymbolBinding {
  private static final String COMMON = "COMMON";

  private final List<RelocatableObject> objects;
  private final List<BitSet> losers;
  private final Map<String, LinkSymbol> globals = new HashMap<>();
  private final List<LinkSymbol> distinct = new ArrayList<>();
  private final List<LinkedSection> commons = new ArrayList<>();
  private final List<LinkSymbol> locals = new ArrayList<>();
  private final ExportedVersions versions;

  SymbolBinding(
      List<RelocatableObject> objects,
      List<BitSet> losers,
      Map<String, SymbolCandidate> candidates,
      Map<String, SymbolCandidate> standards,
      Predicate<String> boundary,
      ExportedVersions versions) {
    this.objects = objects;
    this.losers = losers;
    this.versions = versions;
    Map<SymbolCandidate, LinkSymbol> bound = new HashMap<>();
    Map<String, SymbolCandidate> answers = answers(candidates, standards);
    candidates.forEach((name, candidate) -> {
      SymbolCandidate meant =
          candidate.defined() ? candidate : answers.getOrDefault(name, candidate);
      globals.put(name, bound.computeIfAbsent(meant, one -> bind(one, boundary)));
    });
    standards
        .values()
        .forEach(candidate ->
            globals.put(
                "\0" + candidate.name().key(),
                bound.computeIfAbsent(candidate, one -> bind(one, boundary))));
    distinct.addAll(bound.values());
    distinct.sort(
        (left, right) -> left.versionedName().key().compareTo(right.versionedName().key()));
  }

  /** What references without a version, and those with it, mean of what has a standard version. */
  private static Map<String, SymbolCandidate> answers(
      Map<String, SymbolCandidate> candidates, Map<String, SymbolCandidate> standards) {
    Map<String, SymbolCandidate> answers = new HashMap<>();
    for (SymbolCandidate standard : standards.values()) {
      for (String spelling : List.of(standard.name().name(), standard.name().key())) {
        SymbolCandidate other = answers.putIfAbsent(spelling, standard);
        if (other != null && other != standard) {
          throw new LinkException(spelling, "two versions are the standard one of this name", "");
        }
        SymbolCandidate reference = candidates.get(spelling);
        if (reference != null && reference != standard && !reference.defined()) {
          standard.takeReferencesOf(reference);
        }
      }
    }
    return answers;
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
        new InputSection(COMMON, commons.size(), head, ByteBuffer.allocate(0), List.of());
    commons.add(new LinkedSection(section, List.of()));
    return section;
  }

  Resolution resolution() {
    List<LinkedSection> sections = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      List<LinkSymbol> symbols = symbols(objects.get(i), losers.get(i));
      for (InputSection section : objects.get(i).sections()) {
        if (section != null && !losers.get(i).get(section.index())) {
          sections.add(new LinkedSection(section, symbols));
        }
      }
    }
    sections.addAll(commons);
    return new Resolution(objects, sections, distinct, locals, followed());
  }

  private Map<InputSection, InputSection> followed() {
    Map<InputSection, InputSection> followed = new HashMap<>();
    for (RelocatableObject object : objects) {
      for (InputSection section : object.sections()) {
        if (section != null
            && section.has(InputSection.SHF_LINK_ORDER)
            && section.link() > 0
            && section.link() < object.sections().size()
            && object.sections().get(section.link()) != null) {
          followed.put(section, object.sections().get(section.link()));
        }
      }
    }
    return followed;
  }

  private List<LinkSymbol> symbols(RelocatableObject object, BitSet dropped) {
    List<LinkSymbol> symbols = new ArrayList<>(Math.max(1, object.symbols().size()));
    for (ObjectSymbol symbol : object.symbols()) {
      symbols.add(
          symbol.local() || symbol.name().isEmpty()
              ? local(object, symbol, dropped)
              : global(symbol, dropped));
    }
    if (symbols.isEmpty()) {
      symbols.add(local(object, nullSymbol(), dropped));
    }
    return symbols;
  }

  private static ObjectSymbol nullSymbol() {
    return new ObjectSymbol("", 0, ObjectSymbol.STB_LOCAL, 0, ObjectSymbol.UNDEFINED, 0, 0);
  }

  private LinkSymbol global(ObjectSymbol symbol, BitSet dropped) {
    VersionedName name = VersionedName.of(symbol.name());
    boolean here =
        symbol.defined()
            && (symbol.section() == ObjectSymbol.ABSOLUTE || !dropped.get(symbol.section()));
    if (here && name.standard() && name.version() != null) {
      return globals.get("\0" + name.key());
    }
    return globals.get(name.key());
  }

  private LinkSymbol local(RelocatableObject object, ObjectSymbol symbol, BitSet dropped) {
    InputSection section = object.sectionOf(symbol);
    LinkSymbol.Kind kind;
    if (symbol.section() == ObjectSymbol.ABSOLUTE) {
      kind = LinkSymbol.Kind.ABSOLUTE;
    } else if (symbol.section() <= 0) {
      /* The null symbol: S is 0. */
      kind = LinkSymbol.Kind.ABSOLUTE;
    } else if (section == null || dropped.get(symbol.section())) {
      kind = LinkSymbol.Kind.DISCARDED;
    } else {
      kind = LinkSymbol.Kind.DEFINED;
    }
    LinkSymbol bound =
        new LinkSymbol(
            symbol, kind, section, new VersionedName(symbol.name(), null, true), object.name());
    if (kind == LinkSymbol.Kind.DEFINED) {
      locals.add(bound);
    }
    return bound;
  }
}
