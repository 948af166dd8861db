package org.alfheim.types;

/**
 * A type whose size is not known here: a structure, a union, or the name of a type that only a
 * header explains. It can stand behind a pointer.
 *
 * @param name its spelling: {@code struct tm}, {@code sqlite3}
 */
public record IncompleteType(String name) implements CType {
  @Override
  public String declare(String declarator) {
    return CType.word(name, declarator);
  }

  @Override
  public String toString() {
    return spelling();
  }
}
