package org.alfheim.types;

import java.util.OptionalLong;

/**
 * A type that is none of those here: {@code long double}, {@code __int128}, {@code _Complex}, a
 * vector, a pointer to a member of a class. The first three are told by their spelling, and have
 * counterparts in Java where the page of {@link org.alfheim.bind} says so; the others can only be
 * carried as bytes or stand behind a pointer.
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
