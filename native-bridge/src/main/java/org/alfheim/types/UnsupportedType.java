package org.alfheim.types;

import java.util.OptionalLong;

/**
 * A type that has no counterpart here, and can only be carried as bytes or stand behind a pointer:
 * {@code long double}, {@code __int128}, {@code _Complex}, a vector, a pointer to a member of a
 * class.
 *
 * @param name its spelling
 * @param size {@code sizeof}, in bytes; empty where that is not known
 */
public record UnsupportedType(String name, OptionalLong size) implements ObjectType {
  @Override
  public String declare(String declarator) {
    return CType.word(name, declarator);
  }

  @Override
  public String toString() {
    return spelling();
  }
}
