/**
 * Who says which types an image's symbols have: {@link org.alfheim.internal.typing.SymbolTypes} is
 * what all that is read for that (BTF, DWARF, a header) comes to.
 */
package org.alfheim.internal.typing;
