package org.alfheim.linker.symbol;

import java.util.Arrays;
import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.SectionRelocations;

/** A section that is in the image, with the symbols that its relocations mean. */
public final class LinkedSection {
  private static final LinkSymbol[] NONE = {};

  private final InputSection section;
  private final LinkSymbol[] symbols;

  /**
   * A section.
   *
   * @param section the section
   * @param symbols what the numbers in its relocations stand for; does not change any more
   */
  public LinkedSection(InputSection section, LinkSymbol[] symbols) {
    this.section = section;
    this.symbols = symbols;
  }

  /** A section without relocations. */
  public static LinkedSection plain(InputSection section) {
    return new LinkedSection(section, NONE);
  }

  /** The section. */
  public InputSection section() {
    return section;
  }

  /** The relocations of its places. */
  public SectionRelocations relocations() {
    return section.relocations();
  }

  /** The symbol of a relocation. */
  public LinkSymbol symbol(int entry) {
    return symbols[section.relocations().symbol(entry)];
  }

  /** What a number in its relocations stands for. */
  public LinkSymbol meant(int number) {
    return symbols[number];
  }

  /** What the numbers in its relocations stand for, and some more that follow. */
  public LinkSymbol[] symbolsAnd(List<LinkSymbol> more) {
    LinkSymbol[] all = Arrays.copyOf(symbols, symbols.length + more.size());
    for (int i = 0; i < more.size(); i++) {
      all[symbols.length + i] = more.get(i);
    }
    return all;
  }

  /** How many numbers its relocations may have. */
  public int symbolCount() {
    return symbols.length;
  }
}
