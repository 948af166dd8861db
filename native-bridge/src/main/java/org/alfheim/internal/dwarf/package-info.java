/**
 * Reads DWARF, the debug information that compilers write: which types the functions and variables
 * of an image have. Versions 2 to 5, of what gcc, clang, rustc and gfortran write for AMD64.
 *
 * <p>DWARF is a forest. A {@code DIE} (debugging information entry) says one thing: a function, a
 * parameter, a type. What it is stands in its {@link org.alfheim.internal.dwarf.Tag}; what is said
 * of it in attributes, each a {@link org.alfheim.internal.dwarf.Value} in one of many forms. To
 * save space, tag, attributes and forms stand once in an {@link
 * org.alfheim.internal.dwarf.Abbreviation}, and the DIE has its number and the bare values. The
 * DIEs that belong to one follow it; one refers to others by their offsets. A {@link
 * org.alfheim.internal.dwarf.Unit} is a tree of them: what one source file was compiled to, or what
 * several have in common.
 *
 * <p>From the bytes up: {@link org.alfheim.internal.dwarf.DebugFile} has the sections of a file,
 * inflated and relocated where they must be; {@link org.alfheim.internal.dwarf.SectionBytes} is the
 * one place that reads them, and checks; {@link org.alfheim.internal.dwarf.Die} and {@link
 * org.alfheim.internal.dwarf.DieCursor} read DIEs where they stand. {@link
 * org.alfheim.internal.dwarf.SymbolIndex} finds them by address or name, {@link
 * org.alfheim.internal.dwarf.TypeReader} makes types of them, and {@link
 * org.alfheim.internal.dwarf.DwarfTypes} is what others use.
 *
 * <p>An image's debug information may be spread over files: {@link
 * org.alfheim.internal.dwarf.DebugInformation} holds them together.
 *
 * <p>All is pure. Any input, however hostile, gives a value or a {@link
 * org.alfheim.types.TypesException}, in a time and with memory that the size of the file bounds.
 *
 * <p>Names are those of the DWARF Debugging Information Format, version 5 (2017), and of GNU's
 * extensions to version 4.
 */
package org.alfheim.internal.dwarf;
