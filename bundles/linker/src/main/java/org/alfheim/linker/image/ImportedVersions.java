package org.alfheim.linker.image;

import java.util.HashMap;
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
  private final Map<LinkSymbol, Source> sources = new HashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  /**
   * Looks imports up.
   *
   * @param libraries the libraries that the link knows, in the order of search
   * @param imports the imports
   * @throws LinkException if an object asks for a version that no library has
   */
  public ImportedVersions(List<SharedObject> libraries, List<LinkSymbol> imports) {
    this.libraries = libraries;
    imports.forEach(this::look);
  }

  private void look(LinkSymbol symbol) {
    String version = symbol.version();
    for (SharedObject library : libraries) {
      OptionalInt found =
          version == null ? library.find(symbol.name()) : library.find(symbol.name(), version);
      if (found.isPresent()) {
        String soname = library.soname().orElse(library.name());
        used.add(soname);
        sources.put(symbol, new Source(soname, library.versions().nameOf(found.getAsInt())));
        return;
      }
    }
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
        .map(library -> library.soname().orElse(library.name()))
        .filter(used::contains)
        .distinct()
        .toList();
  }
}
