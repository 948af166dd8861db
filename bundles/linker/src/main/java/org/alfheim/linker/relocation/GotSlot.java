package org.alfheim.linker.relocation;

import org.alfheim.linker.symbol.LinkSymbol;

/**
 * A slot of the global offset table.
 *
 * @param use what is in it
 * @param symbol whose; null for the pair of the module
 * @param word the number of the word where it begins
 */
public record GotSlot(Use use, LinkSymbol symbol, int word) {

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

  /** Where it begins in the table, in bytes. */
  public long offset() {
    return 8L * word;
  }
}
