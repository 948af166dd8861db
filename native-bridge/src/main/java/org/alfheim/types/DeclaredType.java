package org.alfheim.types;

/** The type of a symbol, as the language of its source has it. */
public sealed interface DeclaredType permits CType, GoType {

  /**
   * The declaration of a name that has this type, in the language of the type.
   *
   * @param name the name; empty for the type alone
   * @return in C {@code int x}, in Go {@code var x int}
   */
  String declare(String name);

  /** The type alone, in its language: {@code unsigned long}, {@code func(string) int}. */
  default String spelling() {
    return declare("");
  }

  /** What the type is without the names that {@code typedef} has given to it. */
  default DeclaredType resolved() {
    return this;
  }
}
