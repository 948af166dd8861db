package org.alfheim.elf;

import java.util.BitSet;

/** The symbols that two images define, one of which comes before the other. */
final class CommonSymbols {
  private CommonSymbols() {}

  /**
   * The definitions of an image that another one comes before: of a symbol that others can bind to,
   * and that is not bound in the image itself by its visibility.
   *
   * @param image the image
   * @param other the image that comes before it
   * @return the indexes of symbols of the image
   */
  static BitSet of(SharedObject image, SharedObject other) {
    SymbolTable symbols = image.symbols();
    BitSet common = new BitSet(symbols.count());
    for (int i = 1; i < symbols.count(); i++) {
      if (symbols.exported(i)
          && ElfSymbol.Visibility.ofOther(symbols.other(i)) == ElfSymbol.Visibility.DEFAULT
          && other.defines(symbols.encodedName(i), image.versions().nameOf(i))) {
        common.set(i);
      }
    }
    return common;
  }
}
