package org.alfheim.linker.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.symbol.LinkSymbol;

/**
 * Which of the libraries that the link knows has each import, and in which version: the default one
 * of the first library that has it, or the one that the object asks for.
 */
public final class ImportedVersions {

  /**
   * Where an import is to be found.
   *
   * @param library the soname
   * @param version its version; empty in a library without versions
   */
  public record Source(String library, Optional<String> version) {}

  private final List<SharedObject> libraries;
  private final Set<String> names = new HashSet<>();
  private final Iterator<SharedObject> others;
  private final Map<LinkSymbol, Source> sources = new HashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  /**
   * Looks imports up.
   *
   * @param libraries the libraries that the link knows, in the order of search
   * @param others those behind them, which are asked for as long as something is missing
   * @param imports the imports
   * @throws LinkException if an object asks for a version that no library has
   */
  public ImportedVersions(
      List<SharedObject> libraries, Iterable<SharedObject> others, List<LinkSymbol> imports) {
    this.libraries = new ArrayList<>(libraries);
    this.others = others.iterator();
    libraries.forEach(library -> names.add(name(library)));
    imports.forEach(this::look);
  }

  private static String name(SharedObject library) {
    return library.soname().orElse(library.name());
  }

  private void look(LinkSymbol symbol) {
    for (SharedObject library : libraries) {
      if (isIn(library, symbol)) {
        return;
      }
    }
    while (others.hasNext()) {
      SharedObject library = others.next();
      if (names.add(name(library))) {
        libraries.add(library);
        if (isIn(library, symbol)) {
          return;
        }
      }
    }
    String version = symbol.version();
    if (version != null) {
      throw new LinkException(
          symbol.object(),
          "it asks for "
              + symbol.name()
              + " in the version "
              + version
              + ", which no library has that was named",
          "name the library that has it");
    }
  }

  private boolean isIn(SharedObject library, LinkSymbol symbol) {
    String version = symbol.version();
    OptionalInt found =
        version == null ? library.find(symbol.name()) : library.find(symbol.name(), version);
    if (found.isPresent()) {
      String name = name(library);
      used.add(name);
      sources.put(symbol, new Source(name, library.versions().nameOf(found.getAsInt())));
    }
    return found.isPresent();
  }

  /** The version of an import. */
  Optional<Source> of(LinkSymbol symbol) {
    return Optional.ofNullable(sources.get(symbol));
  }

  /** Whether no library that the link knows has a symbol. */
  public boolean unknown(LinkSymbol symbol) {
    return !sources.containsKey(symbol);
  }

  /** The libraries that have an import, in the order of search. */
  public List<String> used() {
    return libraries.stream()
        .map(ImportedVersions::name)
        .filter(used::contains)
        .distinct()
        .toList();
  }
}
