/**
 * Sections that a linker does not copy as they are: arrays of functions, which are ordered; tables
 * of unwinding, of which parts go; strings and constants, of which equal ones become one.
 *
 * <p>Each becomes a section of the linker's own. Where in it a place of an input section is to be
 * found says {@link org.alfheim.linker.section.PieceMap}.
 */
package org.alfheim.linker.section;
