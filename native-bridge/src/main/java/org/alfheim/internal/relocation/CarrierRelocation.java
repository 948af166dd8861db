package org.alfheim.internal.relocation;

import org.alfheim.elf.Vaddr;

/**
 * A relocation that ld.so carries out in the carrier.
 *
 * @param place where it writes
 * @param type an {@code R_X86_64_} constant
 * @param symbol the index of a symbol, or 0
 * @param addend the addend
 */
public record CarrierRelocation(Vaddr place, int type, int symbol, long addend) {}
