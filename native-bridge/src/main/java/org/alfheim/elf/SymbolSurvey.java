package org.alfheim.elf;

/**
 * What one way through a table of symbols shows.
 *
 * @param highestName the highest {@code st_name} as an unsigned number, 0 if the table is empty
 * @param types a bit for each type (the low 4 bits of {@code st_info}) that a symbol has
 */
public record SymbolSurvey(long highestName, int types) {

  /** Whether there is a symbol of a type. */
  boolean has(int type) {
    return (types >>> type & 1) != 0;
  }
}
