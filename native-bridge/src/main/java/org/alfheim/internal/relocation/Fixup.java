package org.alfheim.internal.relocation;

import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.Placer;

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
    ADD_BIAS(0, 8),
    /** 64 bits: B + operand. */
    BIAS(1, 8),
    /** 64 bits: the operand. */
    CONSTANT(2, 8),
    /** 64 bits: S + operand. */
    SLOT(3, 8),
    /** 128 bits: S and the word after it (a TLS descriptor). */
    DESCRIPTOR(4, 16),
    /** 32 bits: the low half of S + operand, which has to have no high half. */
    SLOT_32(5, 4),
    /** 32 bits: S + operand - P, which has to fit with its sign. */
    SLOT_PC32(6, 4),
    /** 64 bits: S + operand - P. */
    SLOT_PC64(7, 8),
    /** 32 bits: the operand, which has been found to fit. */
    CONSTANT_32(8, 4),
    /**
     * 64 bits: what the function at B + operand returns ({@code R_X86_64_IRELATIVE}), after all
     * other fixups.
     */
    RESOLVED(9, 8),
    /**
     * 64 bits: S, or what the function at B + operand returns where ld.so has bound the reference
     * to the image's own indirect function (STT_GNU_IFUNC); after all fixups of other kinds but
     * {@link #RESOLVED}.
     */
    INDIRECT(10, 8);

    private final int number;
    private final int width;

    Kind(int number, int width) {
      this.number = number;
      this.width = width;
    }

    /** The number by which the code of {@link Placer} knows it. */
    int number() {
      return number;
    }

    /** How many bytes are written. */
    public int width() {
      return width;
    }
  }
}
