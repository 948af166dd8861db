package org.alfheim.console.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.SymbolKind;
import org.alfheim.names.DemangledName;
import org.alfheim.names.NamePattern;
import org.alfheim.plugin.Symbol;

/**
 * What to look for among symbols.
 *
 * @param text a part of names, in any case; or, with {@code *} and {@code ?}, whole names; as the
 *     image has them, or as people write those of C++ and Rust; empty for all
 * @param kind one kind; empty for all
 */
public record SymbolSearch(String text, Optional<SymbolKind> kind) {

  /** How far a page of results may reach, whatever is asked for. */
  public static final int MOST = 1000;

  /**
   * A symbol and the image that exports it.
   *
   * @param image the image
   * @param symbol the symbol
   */
  public record Found(ShownImage image, Symbol symbol) {}

  /**
   * A part of the results.
   *
   * @param total how many there are
   * @param offset how many come before these
   * @param found these
   */
  public record Page(long total, int offset, List<Found> found) {}

  /**
   * Searches images, in their order, each in the order of names.
   *
   * @param images where to search
   * @param offset how many results to pass over, 0 or more
   * @param limit how many to return, at most {@link #MOST}
   */
  public Page in(List<ShownImage> images, int offset, int limit) {
    NamePattern names = NamePattern.searchInAnyCase(text);
    long total = 0;
    List<Found> found = new ArrayList<>();
    for (ShownImage image : images) {
      List<Symbol> symbols =
          image.plugin().stream()
              .flatMap(plugin -> plugin.symbols().stream())
              .filter(symbol ->
                  names.test(symbol.name())
                      || DemangledName.of(symbol.name()).filter(names).isPresent())
              .filter(this::matches)
              .toList();
      for (int i = (int) Math.max(0, offset - total);
          i < symbols.size() && found.size() < Math.min(limit, MOST);
          i++) {
        found.add(new Found(image, symbols.get(i)));
      }
      total += symbols.size();
    }
    return new Page(total, offset, found);
  }

  private boolean matches(Symbol symbol) {
    return kind.isEmpty() || kind.get() == symbol.kind();
  }
}
