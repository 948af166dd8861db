package org.alfheim.link;

import org.alfheim.elf.Vaddr;

/**
 * One write that relocation does, with everything that can be known before the image has its place.
 *
 * @param kind how the value comes about
 * @param target where it is written
 * @param operand the kind's operand: an addend, a value, or an address in the image
 * @param slot the index of the word in the carrier's slots, or 0 where the kind needs none
 */
public record Fixup(Kind kind, Vaddr target, long operand, int slot) {

  /**
   * How the value of a {@link Fixup} comes about; B is the load bias, S the word of the slot, P the
   * place itself.
   */
  public enum Kind {
    /** 64 bits: what lies there, plus B ({@code DT_RELR}). */
    ADD_BIAS(8),
    /** 64 bits: B + operand. */
    BIAS(8),
    /** 64 bits: the operand. */
    CONSTANT(8),
    /** 64 bits: S + operand. */
    SLOT(8),
    /** 128 bits: S and the word after it (a TLS descriptor). */
    DESCRIPTOR(16),
    /** 32 bits: the low half of S + operand, which has to have no high half. */
    SLOT_32(4),
    /** 32 bits: S + operand - P, which has to fit with its sign. */
    SLOT_PC32(4),
    /** 64 bits: S + operand - P. */
    SLOT_PC64(8),
    /** 32 bits: the operand, which has been found to fit. */
    CONSTANT_32(4),
    /**
     * 64 bits: what the function at B + operand returns ({@code R_X86_64_IRELATIVE}), after all
     * other fixups.
     */
    RESOLVED(8);

    private final int width;

    Kind(int width) {
      this.width = width;
    }

    /** How many bytes are written. */
    public int width() {
      return width;
    }
  }
}
