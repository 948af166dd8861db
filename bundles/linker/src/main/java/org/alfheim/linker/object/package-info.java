/**
 * What the files of a link hold: relocatable objects, and archives of them, as checked values.
 *
 * <p>Every offset, size, count and index is checked here against the file before it is used or
 * memory is asked for. What comes out refers to nothing that is not there: a relocation's place is
 * in its section, its symbol in the symbol table, a symbol's section among the sections.
 *
 * <p>What a linker could only get wrong is refused by name: bytecode of a compiler, sections of
 * another system, objects for another machine.
 *
 * <p>Names are those of the gABI, chapter 4, and of the x86-64 psABI.
 */
package org.alfheim.linker.object;
