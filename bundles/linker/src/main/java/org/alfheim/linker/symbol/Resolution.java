package org.alfheim.linker.symbol;

import java.util.List;
import java.util.Map;
import org.alfheim.linker.object.RelocatableObject;
import org.alfheim.linker.place.SectionPlace;

/**
 * Objects whose names have met.
 *
 * @param objects the objects, in the order of the link
 * @param sections the sections that stay, in that order
 * @param globals each global symbol once
 * @param locals the local symbols of sections that stay, object by object
 * @param symbols how many numbers of symbols there are
 * @param followed for the place of a section with SHF_LINK_ORDER that of the section whose order it
 *     has
 */
public record Resolution(
    List<RelocatableObject> objects,
    List<LinkedSection> sections,
    List<LinkSymbol> globals,
    List<LinkSymbol> locals,
    int symbols,
    Map<SectionPlace, SectionPlace> followed) {}
