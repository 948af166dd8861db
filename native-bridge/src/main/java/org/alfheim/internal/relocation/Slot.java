package org.alfheim.internal.relocation;

import java.util.OptionalInt;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;

/**
 * A value that only the C library's own loader can give: the address of a symbol in its scope, a
 * module's id, an offset in thread-local storage. The carrier holds a word for each, relocated by
 * ld.so as this slot says.
 *
 * @param type the relocation, an {@code R_X86_64_} constant
 * @param symbol the index of the symbol in the image's own symbol table, 0 for the module itself
 * @param addend the relocation's addend
 */
public record Slot(int type, int symbol, long addend) {

  /**
   * Whether the value depends on a symbol that the image does not define itself.
   *
   * @param image the image
   * @return whether another image has to define it
   */
  public boolean imported(SharedObject image) {
    return symbol != 0 && image.symbols().section(symbol) == ElfSymbol.SHN_UNDEF;
  }

  /**
   * The image's own definition for the slot's symbol, by name and version as ld.so looks it up. It
   * binds the slot to it unless the process has one that comes first.
   *
   * @param image the image
   * @return the definition's index in the symbol table; empty where the image has none
   */
  OptionalInt definition(SharedObject image) {
    String name = image.symbols().name(symbol);
    return image
        .versions()
        .nameOf(symbol)
        .map(version -> image.find(name, version))
        .orElseGet(() -> image.find(name));
  }

  /** Whether a relocation gives a fixed offset in thread-local storage. */
  public static boolean isThreadOffset(int type) {
    return type == RelocationType.R_X86_64_TPOFF64 || type == RelocationType.R_X86_64_TLSDESC;
  }

  /** How many 8-byte words the relocation fills: a TLS descriptor has two. */
  public int words() {
    return type == RelocationType.R_X86_64_TLSDESC ? 2 : 1;
  }
}
