package org.alfheim.types;

import java.lang.foreign.ValueLayout;

/** {@code _Bool}: one byte, 0 or 1. */
public record BoolType() implements ScalarType {
  @Override
  public ValueLayout layout() {
    return ValueLayout.JAVA_BOOLEAN;
  }

  @Override
  public String declare(String declarator) {
    return CType.word("_Bool", declarator);
  }

  @Override
  public String toString() {
    return spelling();
  }
}
