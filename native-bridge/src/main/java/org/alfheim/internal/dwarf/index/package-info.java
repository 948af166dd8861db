/**
 * Finds functions, variables and types in debug information by address or name (DWARF 5, 6.1), as
 * far as possible without reading it all: {@link org.alfheim.internal.dwarf.index.SymbolIndex}.
 *
 * <p>{@link org.alfheim.internal.dwarf.index.AddressMap} knows the units that have an address. What
 * units have to be gone through is entered by {@link org.alfheim.internal.dwarf.index.UnitIndexer}.
 */
package org.alfheim.internal.dwarf.index;
