package org.alfheim.linker.symbol;

import java.util.List;
import org.alfheim.linker.object.InputSection;

/**
 * A section that is in the image, with the symbols that its relocations mean.
 *
 * @param section the section
 * @param symbols what the numbers in its relocations stand for
 */
public record LinkedSection(InputSection section, List<LinkSymbol> symbols) {}
