/**
 * The bytes of debug information: the sections of ELF files, inflated and relocated where they must
 * be.
 *
 * <p>Begin with {@link org.alfheim.internal.dwarf.section.DebugFile}, a file and its sections.
 * {@link org.alfheim.internal.dwarf.section.SectionBytes} is the one place where an offset that a
 * file claims meets the bytes that it has; {@link org.alfheim.internal.dwarf.section.Reader} goes
 * through them value by value. {@link org.alfheim.internal.dwarf.section.Companions} finds other
 * files that parts were put in.
 */
package org.alfheim.internal.dwarf.section;
