/**
 * Units, which are trees of debugging information entries (DWARF 5, 2.1 to 2.3 and 3.1), and how
 * one finds the way from one entry to another.
 *
 * <p>A {@link org.alfheim.internal.dwarf.unit.Unit} is what one source file was compiled to, or
 * what several have in common. A {@link org.alfheim.internal.dwarf.unit.Die} is read where it
 * stands, and of its attributes only the {@link org.alfheim.internal.dwarf.unit.Value} that is
 * asked for; the DIEs that belong to it follow it, and {@link
 * org.alfheim.internal.dwarf.unit.DieCursor} goes through them.
 *
 * <p>A value may refer to an entry in another unit, another section or another file. So there is
 * {@link org.alfheim.internal.dwarf.unit.InfoSection}, which has the units of one section, {@link
 * org.alfheim.internal.dwarf.unit.Sections}, which has the sections that belong together, and
 * {@link org.alfheim.internal.dwarf.unit.DebugSections}, which has those of all files that one
 * image's debug information is spread over: its own, the one that it shares with others, and those
 * of units that are split off.
 */
package org.alfheim.internal.dwarf.unit;
