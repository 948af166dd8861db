package org.alfheim.linker.relocation;

import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.symbol.LinkSymbol;

/**
 * A relocation that is left to the dynamic linker.
 *
 * @param section where its place is
 * @param offset the place, in bytes from the start of the section
 * @param type the number of its type
 * @param symbol the symbol that the dynamic linker looks up; null where there is none
 * @param target the place in the image whose address, or offset in the thread-local block, is added
 *     to the addend; null where there is none
 * @param addend the addend
 */
public record DynamicRelocation(
    InputSection section,
    long offset,
    int type,
    LinkSymbol symbol,
    LinkSymbol target,
    long addend) {}
