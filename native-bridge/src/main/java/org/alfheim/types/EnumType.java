package org.alfheim.types;

import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * An enumeration.
 *
 * @param name its spelling: {@code enum color}; {@code enum} for one without a tag, {@code
 *     ns::color} in C++
 * @param underlying the integer type that holds its values
 * @param enumerators its constants, in the order of their declaration
 */
public record EnumType(String name, IntegerType underlying, List<Enumerator> enumerators)
    implements ScalarType {
  /** Copies the list. */
  public EnumType {
    enumerators = List.copyOf(enumerators);
  }

  /**
   * A constant of an enumeration.
   *
   * @param name its name
   * @param value its value; of an unsigned type of 64 bits, the same bits
   */
  public record Enumerator(String name, long value) {}

  @Override
  public ValueLayout layout() {
    return underlying.layout();
  }

  @Override
  public String declare(String declarator) {
    return CType.word(name, declarator);
  }

  @Override
  public String toString() {
    return spelling();
  }
}
