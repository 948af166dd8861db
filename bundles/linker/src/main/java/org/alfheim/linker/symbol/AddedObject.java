package org.alfheim.linker.symbol;

import java.util.BitSet;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.RelocatableObject;

/** An object of the link, which of its sections go, and which names its symbols are. */
final class AddedObject {
  private final RelocatableObject object;
  private final BitSet dropped;
  private final SymbolCandidate[] candidates;

  /**
   * An object.
   *
   * @param object the object
   * @param dropped the numbers of its sections that go
   */
  AddedObject(RelocatableObject object, BitSet dropped) {
    this.object = object;
    this.dropped = dropped;
    this.candidates = new SymbolCandidate[object.symbols().size()];
  }

  RelocatableObject object() {
    return object;
  }

  /** Whether a section is part of the image. */
  boolean keeps(InputSection section) {
    return section != null && !dropped.get(section.index());
  }

  /** Whether a symbol is absolute, or of a section that is part of the image. */
  boolean defines(ObjectSymbol symbol) {
    return symbol.section() == ObjectSymbol.ABSOLUTE || keeps(object.sectionOf(symbol));
  }

  /** Says which name a symbol is. */
  void candidate(int symbol, SymbolCandidate candidate) {
    candidates[symbol] = candidate;
  }

  /** The name that a symbol is; null for one that only this object knows. */
  SymbolCandidate candidate(int symbol) {
    return candidates[symbol];
  }
}
