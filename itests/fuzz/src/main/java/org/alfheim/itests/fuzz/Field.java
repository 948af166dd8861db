package org.alfheim.itests.fuzz;

/**
 * A field of an ELF file.
 *
 * @param offset where it lies in the file
 * @param size its bytes: 1, 2, 4 or 8
 */
record Field(int offset, int size) {}
