package org.alfheim.elf;

/**
 * Checks that names lie in a string table, and that all of them together are no longer than the
 * file: many that share one huge string would cost more to decode than the file has bytes.
 */
final class Names {
  private final ElfBytes file;
  private final StringTable strings;
  private long budget;

  Names(ElfBytes file, StringTable strings) {
    this.file = file;
    this.strings = strings;
    this.budget = file.size();
  }

  /**
   * Checks one name.
   *
   * @param offset where the name begins in the string table, unsigned
   * @param field the field that says so
   * @param at where that field lies in the file
   * @return the offset
   * @throws ElfException if the name is outside the table, or the names are too long together
   */
  int check(long offset, String field, long at) {
    if (offset < 0 || offset >= strings.size()) {
      throw file.bad(
          field,
          at,
          "a name begins at "
              + Long.toUnsignedString(offset)
              + " in a string table of "
              + strings.size()
              + " bytes");
    }
    budget -= strings.length((int) offset);
    if (budget < 0) {
      throw file.bad(field, at, "the names are longer together than the file");
    }
    return (int) offset;
  }
}
