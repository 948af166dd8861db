package org.alfheim.types;

import java.util.OptionalLong;

/**
 * An array. As a parameter it is a pointer (C17 6.7.6.3p7); as a variable it is the elements
 * themselves.
 *
 * @param element the type of one element
 * @param length how many there are; empty for {@code []}
 */
public record ArrayType(ObjectType element, OptionalLong length) implements ObjectType {
  /**
   * {@inheritDoc}
   *
   * @throws ArithmeticException if that is no {@code long}
   */
  @Override
  public OptionalLong size() {
    return length.isPresent() && element.size().isPresent()
        ? OptionalLong.of(Math.multiplyExact(length.getAsLong(), element.size().getAsLong()))
        : OptionalLong.empty();
  }

  @Override
  public String declare(String declarator) {
    return element.declare(declarator + brackets());
  }

  String brackets() {
    return "[" + (length.isPresent() ? Long.toString(length.getAsLong()) : "") + "]";
  }

  @Override
  public String toString() {
    return spelling();
  }
}
