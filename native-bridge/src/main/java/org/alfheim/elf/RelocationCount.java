package org.alfheim.elf;

/**
 * How often a type of relocation occurs.
 *
 * @param type the type's name, such as {@code R_X86_64_RELATIVE}; {@code RELR} for DT_RELR
 * @param count how often
 */
public record RelocationCount(String type, long count) {}
