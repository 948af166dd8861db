package org.alfheim.internal.relocation;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.elf.Vaddr;

/**
 * The indirect functions (STT_GNU_IFUNC) that an image exports. ld.so calls the resolver of one
 * whenever it binds something to it: the resolver has to be code of the image.
 */
public final class IndirectFunctions {
  private static final int STT_GNU_IFUNC = 10;
  private static final int[] NONE = {};

  private IndirectFunctions() {}

  /**
   * Checks all of them.
   *
   * @param slots what ld.so binds when it loads the carrier
   * @return whether there are any
   * @throws ElfException if a resolver is no code, or a reference is bound to one that is not made
   *     to it
   */
  public static boolean check(SharedObject image, List<Slot> slots) {
    int[] exported = exported(image);
    for (int symbol : exported) {
      Vaddr resolver = new Vaddr(image.symbols().value(symbol));
      if (image.symbols().section(symbol) == ElfSymbol.SHN_ABS) {
        /* The load bias would not be added. */
        throw refused(image, symbol, "is an absolute value");
      }
      if (!Layout.executable(image, resolver)) {
        throw refused(
            image, symbol, "has its resolver at " + resolver + ", outside the image's code");
      }
    }
    if (exported.length > 0) {
      checkReferences(image, slots);
    }
    return exported.length > 0;
  }

  private static void checkReferences(SharedObject image, List<Slot> slots) {
    for (Slot slot : slots) {
      if (slot.symbol() != 0) {
        OptionalInt found = slot.definition(image);
        if (found.isPresent()
            && found.getAsInt() != slot.symbol()
            && indirect(image.symbols(), found.getAsInt())) {
          throw refused(
              image, found.getAsInt(), "is defined beside a symbol of its name that is another");
        }
      }
    }
  }

  private static boolean indirect(SymbolTable symbols, int symbol) {
    return (symbols.info(symbol) & 15) == STT_GNU_IFUNC && symbols.exported(symbol);
  }

  /** The indexes of those that others can bind to, in the order of the symbol table. */
  public static int[] exported(SharedObject image) {
    SymbolTable symbols = image.symbols();
    if (!symbols.hasIndirectFunctions()) {
      return NONE;
    }
    int[] found = new int[symbols.count()];
    int count = 0;
    for (int i = 1; i < symbols.count(); i++) {
      if (indirect(symbols, i)) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static ElfException refused(SharedObject image, int symbol, String problem) {
    return new ElfException(
        image.name(),
        "st_value",
        -1,
        "the indirect function " + image.symbols().name(symbol) + " " + problem,
        "the image is damaged");
  }
}
