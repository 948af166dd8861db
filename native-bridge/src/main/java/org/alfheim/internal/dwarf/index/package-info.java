/**
 * Finds functions, variables and types in debug information by address or name (DWARF 5, 6.1), as
 * far as possible without reading it all: {@link org.alfheim.internal.dwarf.index.SymbolIndex}.
 *
 * <p>{@link org.alfheim.internal.dwarf.index.AddressMap} knows the units that have an address, and
 * {@link org.alfheim.internal.dwarf.index.NameSearch} those in which a name stands: it looks for
 * the name's bytes, and for the numbers by which units refer to a string. So no index has to be
 * there that somebody made, and none has to be believed. Of 100 MB that takes some ten
 * milliseconds, where to read all entries takes seconds. What units have to be gone through is
 * entered by {@link org.alfheim.internal.dwarf.index.UnitIndexer}.
 */
package org.alfheim.internal.dwarf.index;
