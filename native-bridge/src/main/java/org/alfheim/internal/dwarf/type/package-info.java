/**
 * Makes types of entries (DWARF 5, chapter 5, and 3.3 and 4.1 for functions and variables): {@link
 * org.alfheim.internal.dwarf.type.DwarfTypeReader}, which has a reader for each kind of type that
 * is made of others.
 */
package org.alfheim.internal.dwarf.type;
