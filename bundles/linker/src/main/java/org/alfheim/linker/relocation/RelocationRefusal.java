package org.alfheim.linker.relocation;

import org.alfheim.elf.RelocationType;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.symbol.LinkSymbol;

/** Refuses a relocation: object, section, offset, type and symbol, and what to compile with. */
public final class RelocationRefusal {
  static final String PIC = "compile with -fPIC";

  private RelocationRefusal() {}

  /** A refusal of a relocation. */
  static LinkException of(
      InputSection section, int entry, LinkSymbol symbol, String problem, String cure) {
    return LinkException.at(
        section,
        section.relocations().offset(entry),
        name(section.relocations().type(entry)) + " of " + symbol.shown() + problem,
        cure);
  }

  static LinkException unknown(InputSection section, int entry) {
    return LinkException.at(
        section,
        section.relocations().offset(entry),
        name(section.relocations().type(entry)) + " is for no object file",
        "");
  }

  static LinkException overflow(InputSection section, int entry, LinkSymbol symbol, long value) {
    return of(
        section,
        entry,
        symbol,
        ": 0x" + Long.toHexString(value) + " does not fit into " + width(section, entry) + " bits",
        "compile with -mcmodel=medium or -mcmodel=large, or make the image smaller");
  }

  private static int width(InputSection section, int entry) {
    return 8 * RelocationKind.of(section.relocations().type(entry)).width();
  }

  private static String name(int type) {
    RelocationKind kind = RelocationKind.of(type);
    return kind == null ? RelocationType.nameOf(type) : kind.psabiName();
  }
}
