package org.alfheim.linker.relocation;

import java.util.Map;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.place.SectionPlace;
import org.alfheim.linker.symbol.LinkSymbol;

/**
 * Where everything is, once the image has been laid out: addresses in bytes from its start, for
 * sections that are not loaded offsets in the section of the image. Sections know their places.
 *
 * @param boundaries the addresses of names that the layout gives a place to
 * @param table the address of the global offset table
 * @param plt the address of the procedure linkage table
 * @param threadLocal the address of the thread-local block's initial image
 */
public record Addresses(Map<String, Long> boundaries, long table, long plt, long threadLocal) {

  /** The address of a place in a section. */
  public long of(InputSection section, long offset) {
    long address = section.place().address(offset);
    if (address == SectionPlace.NOWHERE) {
      throw LinkException.at(section, offset, "is referred to, and not in the image", "");
    }
    return address;
  }

  /** Whether a place in a section is in the image. */
  public boolean has(InputSection section, long offset) {
    return section.place().address(offset) != SectionPlace.NOWHERE;
  }

  /** S: the address of a symbol. */
  public long of(LinkSymbol symbol) {
    return of(symbol, 0, 0);
  }

  /**
   * S + A.
   *
   * @param symbol the symbol
   * @param addend A
   * @param ahead what the code that uses the address adds to it: where a section symbol means a
   *     section of pieces, it is this with A that says which piece is meant
   */
  public long of(LinkSymbol symbol, long addend, long ahead) {
    return switch (symbol.kind()) {
      case DEFINED ->
          symbol.type() == ObjectSymbol.STT_SECTION
              ? of(symbol.section(), symbol.value() + addend + ahead) - ahead
              : of(symbol.section(), symbol.value()) + addend;
      case ABSOLUTE -> symbol.value() + addend;
      case BOUNDARY -> boundaries.getOrDefault(symbol.name(), 0L) + addend;
      case UNDEFINED, DISCARDED -> addend;
    };
  }
}
