package org.alfheim.linker.symbol;

import java.util.List;
import java.util.Map;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.RelocatableObject;

/**
 * Objects whose names have met.
 *
 * @param objects the objects, in the order of the link
 * @param sections the sections that stay, in that order
 * @param globals each global symbol once
 * @param locals the local symbols of sections that stay, object by object
 * @param followed for a section with SHF_LINK_ORDER the one whose order it has
 */
public record Resolution(
    List<RelocatableObject> objects,
    List<LinkedSection> sections,
    List<LinkSymbol> globals,
    List<LinkSymbol> locals,
    Map<InputSection, InputSection> followed) {}
