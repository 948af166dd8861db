/**
 * The names of source files (DWARF 5, 6.2.4): {@link org.alfheim.internal.dwarf.line.LineTables}.
 * Which line an address has is not read here.
 */
package org.alfheim.internal.dwarf.line;
