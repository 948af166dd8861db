package org.alfheim.linker.code;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;

/** A section of code while it is rewritten: its bytes, and its relocations as they will be. */
final class Rewritten {
  private static final int DISTANCE = 4;

  private final LinkedSection original;
  private final ByteBuffer code;
  private final SectionRelocations.Builder relocations;
  private final List<LinkSymbol> more = new ArrayList<>();

  /**
   * A section.
   *
   * @param original the section
   * @param code a copy of its bytes
   */
  Rewritten(LinkedSection original, ByteBuffer code) {
    this.original = original;
    this.code = code;
    this.relocations = new SectionRelocations.Builder(original.relocations().size());
  }

  /** Its bytes, to be changed. */
  ByteBuffer code() {
    return code;
  }

  /** Keeps a relocation. */
  void keep(int entry) {
    relocations.add(original.relocations(), entry);
  }

  /** Adds one of a distance of 4 bytes, to a symbol by its number in the object. */
  void add(long place, int type, int symbol) {
    relocations.add(place, type, symbol, -DISTANCE);
  }

  /** Adds one of a distance of 4 bytes, to a place that the linker has made. */
  void add(long place, int type, LinkSymbol symbol) {
    add(place, type, original.symbolCount() + more.size());
    more.add(symbol);
  }

  LinkedSection build() {
    return new LinkedSection(
        original.section().with(code, relocations.build()), original.symbolsAnd(more));
  }
}
