package org.alfheim.internal.naming;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.names.DemangledIndex;
import org.alfheim.names.DemangledName;
import org.alfheim.names.SimilarNames;

/**
 * The exported symbols of an image by their {@linkplain DemangledName demangled names}. The index
 * is made when somebody asks for such a name for the first time: some microseconds for each symbol.
 *
 * <p>It is safe for use by any number of threads.
 */
public final class DemangledSymbols {
  private static final int MOST_NAMED = 4;

  private final SharedObject elf;
  private volatile DemangledIndex index;

  /**
   * Of an image.
   *
   * @param elf the image
   */
  public DemangledSymbols(SharedObject elf) {
    this.elf = elf;
  }

  /**
   * The symbol that is meant by a name.
   *
   * @param written {@code ns::f(int)}, or {@code ns::f} where that is the name of one function
   * @return its index; empty if the name is none of this kind, or no symbol or several have it; one
   *     of several that are at one address, as the constructors of a class without virtual bases
   */
  public OptionalInt find(String written) {
    if (!DemangledName.isMeant(written)) {
      return OptionalInt.empty();
    }
    List<Integer> meant = index().find(written);
    if (meant.isEmpty() || !sameAddress(meant)) {
      return OptionalInt.empty();
    }
    int first = meant.getFirst();
    for (int other : meant) {
      if (name(other).compareTo(name(first)) < 0) {
        first = other;
      }
    }
    return OptionalInt.of(first);
  }

  /**
   * Why a name finds nothing, to be added to a message.
   *
   * @param written a name that {@link #find} does not find
   * @return that several symbols have it, that one has it where the name is a word alone, or which
   *     are similar; empty if nothing is to be said
   */
  public Optional<String> hint(String written) {
    List<Integer> meant = index().find(written);
    if (meant.isEmpty()) {
      String question =
          DemangledName.isMeant(written) ? SimilarNames.question(written, this::decoded) : "";
      return question.isEmpty() ? Optional.empty() : Optional.of(question.substring(2));
    }
    List<String> named =
        meant.stream()
            .map(this::name)
            .sorted()
            .limit(MOST_NAMED)
            .map(DemangledName::beside)
            .toList();
    String more = meant.size() > MOST_NAMED ? " and " + (meant.size() - MOST_NAMED) + " more" : "";
    String all = String.join(", ", named) + more;
    return Optional.of(
        DemangledName.isMeant(written)
            ? "it is the name of several, say which: " + all
            // A word alone is a symbol's own name.
            : "there is " + all);
  }

  private Iterator<String> decoded() {
    return elf.exported()
        .mapToObj(this::name)
        .map(DemangledName::of)
        .flatMap(Optional::stream)
        .iterator();
  }

  private boolean sameAddress(List<Integer> symbols) {
    ElfSymbol first = elf.symbols().get(symbols.getFirst());
    for (int other : symbols) {
      ElfSymbol symbol = elf.symbols().get(other);
      if (!symbol.value().equals(first.value())
          || symbol.type() != first.type()
          || elf.symbols().section(other) != elf.symbols().section(symbols.getFirst())) {
        return false;
      }
    }
    return true;
  }

  private String name(int symbol) {
    return elf.symbols().get(symbol).name();
  }

  private DemangledIndex index() {
    DemangledIndex known = index;
    if (known == null) {
      int[] listed = elf.exported().filter(symbol -> !elf.versions().hidden(symbol)).toArray();
      known = new DemangledIndex(listed, this::name);
      index = known;
    }
    return known;
  }
}
