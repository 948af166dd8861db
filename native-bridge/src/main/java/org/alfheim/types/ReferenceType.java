package org.alfheim.types;

import java.lang.foreign.ValueLayout;

/**
 * A reference of C++, which the ABI passes as a pointer.
 *
 * @param target what it refers to
 * @param constant whether what it refers to is {@code const}
 * @param rvalue whether it is {@code &&}
 */
public record ReferenceType(CType target, boolean constant, boolean rvalue) implements ScalarType {
  @Override
  public ValueLayout layout() {
    return ValueLayout.ADDRESS_UNALIGNED;
  }

  @Override
  public String declare(String declarator) {
    return (constant ? "const " : "") + target.spelling() + (rvalue ? " &&" : " &") + declarator;
  }

  @Override
  public String toString() {
    return spelling();
  }
}
