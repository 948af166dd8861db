/**
 * Reads DWARF, the debug information that compilers write: which types the functions and variables
 * of an image have. Versions 2 to 5, of what gcc, clang, rustc and gfortran write for AMD64. {@link
 * org.alfheim.internal.dwarf.DwarfTypes} is what others use.
 *
 * <p>DWARF is a forest. A {@code DIE} (debugging information entry) says one thing: a function, a
 * parameter, a type. The DIEs that belong to one follow it; one refers to others by their offsets.
 * The rooms follow the chapters of the standard, from the bytes up, and each knows those before it
 * only:
 *
 * <ol>
 *   <li>{@code section}: the sections of files, and the one place that reads them;
 *   <li>{@code form}: how DIEs are written;
 *   <li>{@code unit}: DIEs, units and the files that they are spread over;
 *   <li>{@code attribute}: what some attributes mean;
 *   <li>{@code line}: the names of source files;
 *   <li>{@code index}: finds DIEs by address or name;
 *   <li>{@code type}: makes types of them.
 * </ol>
 *
 * <p>All is pure. Any input, however hostile, gives a value or a {@link
 * org.alfheim.types.TypesException}, in a time and with memory that the size of the file bounds.
 *
 * <p>Names are those of the DWARF Debugging Information Format, version 5 (2017), and of GNU's
 * extensions to version 4.
 */
package org.alfheim.internal.dwarf;
