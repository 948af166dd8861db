package org.alfheim.internal.btf;

import java.util.Optional;
import org.alfheim.types.CType;
import org.alfheim.types.SourcePosition;

/**
 * A symbol of which the type is known.
 *
 * @param name its name in the symbol table
 * @param type a function's type, or that of a variable
 * @param position where it is declared, if that is known
 */
public record TypedSymbol(String name, CType type, Optional<SourcePosition> position) {}
