package org.alfheim.types;

/**
 * A parameter of a function.
 *
 * @param name its name; empty where the prototype leaves it out
 * @param type its type, arrays and functions already turned into pointers
 */
public record Parameter(String name, CType type) {
  @Override
  public String toString() {
    return type.declare(name);
  }
}
