package org.alfheim.link;

import java.util.List;
import java.util.OptionalInt;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.elf.Vaddr;

/**
 * Looks at the indirect functions (STT_GNU_IFUNC) that an image defines. ld.so calls the resolver
 * of one whenever it binds something to it: the resolver has to be code, and while the carrier
 * itself is bound, that code is not in place.
 */
final class IndirectFunctions {
  private static final int STT_GNU_IFUNC = 10;

  private final SharedObject image;

  private IndirectFunctions(SharedObject image) {
    this.image = image;
  }

  /**
   * Checks all of an image's indirect functions.
   *
   * @param slots what ld.so binds when it loads the carrier
   * @return whether there are any
   * @throws ElfException if a resolver is no code, or would be called too early
   */
  static boolean check(SharedObject image, List<Slot> slots) {
    return new IndirectFunctions(image).check(slots);
  }

  private boolean check(List<Slot> slots) {
    if (!image.symbols().hasIndirectFunctions() || !checkResolvers()) {
      return false;
    }
    for (Slot slot : slots) {
      if (slot.symbol() != 0) {
        OptionalInt found = slot.definition(image);
        if (found.isPresent() && indirect(found.getAsInt())) {
          throw refused(
              found.getAsInt(),
              "is defined beside a symbol of its name that is none",
              "link it again");
        }
      }
    }
    return true;
  }

  /** Checks the addresses; says whether there is any. */
  private boolean checkResolvers() {
    boolean any = false;
    SymbolTable symbols = image.symbols();
    for (int i = 1; i < symbols.count(); i++) {
      if (indirect(i) && symbols.exported(i)) {
        any = true;
        if (!Layout.executable(image, new Vaddr(symbols.value(i)))) {
          throw refused(
              i,
              "has its resolver at " + new Vaddr(symbols.value(i)) + ", outside the image's code",
              "the image is damaged");
        }
      }
    }
    return any;
  }

  private boolean indirect(int symbol) {
    return (image.symbols().info(symbol) & 15) == STT_GNU_IFUNC
        && image.symbols().section(symbol) != ElfSymbol.SHN_UNDEF;
  }

  private ElfException refused(int symbol, String problem, String cure) {
    return new ElfException(
        image.name(),
        "st_value",
        -1,
        "the indirect function " + image.symbols().name(symbol) + " " + problem,
        cure);
  }
}
