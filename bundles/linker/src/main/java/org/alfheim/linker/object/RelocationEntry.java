package org.alfheim.linker.object;

/**
 * An entry of a relocation section (gABI, Elf64_Rela).
 *
 * @param offset the place, in bytes from the start of the section that is relocated
 * @param type the kind, of the psABI's table 4.9
 * @param symbol the index of the symbol in the object's symbol table
 * @param addend the constant A of the psABI's formulas
 */
public record RelocationEntry(long offset, int type, int symbol, long addend) {}
