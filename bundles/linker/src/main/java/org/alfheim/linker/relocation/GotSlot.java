package org.alfheim.linker.relocation;

import org.alfheim.linker.symbol.LinkSymbol;

/**
 * What a slot of the global offset table is for.
 *
 * @param use what is in it
 * @param symbol whose; null for the pair of the module
 */
public record GotSlot(Use use, LinkSymbol symbol) {

  /** What is in a slot. */
  public enum Use {
    /** An address. */
    ADDRESS(1),
    /** The address that an entry of the procedure linkage table goes to. */
    JUMP(1),
    /** Module and offset of a thread-local symbol. */
    PAIR(2),
    /** This module, and 0. */
    MODULE(2),
    /** An offset from the thread pointer. */
    THREAD(1),
    /** A TLS descriptor. */
    DESCRIPTOR(2);

    private final int words;

    Use(int words) {
      this.words = words;
    }

    /** The words of 8 bytes that it takes. */
    public int words() {
      return words;
    }
  }
}
