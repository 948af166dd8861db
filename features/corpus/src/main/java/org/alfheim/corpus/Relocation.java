package org.alfheim.corpus;

import org.alfheim.elf.RelocationType;
import org.alfheim.elf.Vaddr;

/**
 * A place that relocation writes.
 *
 * @param place where
 * @param type an {@code R_X86_64_} constant; R_X86_64_RELATIVE for one of DT_RELR
 * @param symbol the symbol's name; empty if it has none
 * @param own whether the value is reckoned from the image itself: it has no symbol, or one that the
 *     image defines
 * @param addend the addend
 */
record Relocation(Vaddr place, int type, String symbol, boolean own, long addend) {

  int width() {
    return switch (type) {
      case RelocationType.R_X86_64_TLSDESC -> 16;
      case RelocationType.R_X86_64_32,
          RelocationType.R_X86_64_PC32,
          RelocationType.R_X86_64_SIZE32 ->
          4;
      default -> 8;
    };
  }

  @Override
  public String toString() {
    return RelocationType.nameOf(type) + (symbol.isEmpty() ? "" : " against " + symbol);
  }
}
