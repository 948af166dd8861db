package org.alfheim.types;

import java.lang.foreign.ValueLayout;

/**
 * A floating type: {@code float} or {@code double}.
 *
 * @param name its spelling
 * @param bits its width: 32 or 64
 */
public record FloatingType(String name, int bits) implements ScalarType {
  @Override
  public ValueLayout layout() {
    return bits == 32 ? ValueLayout.JAVA_FLOAT_UNALIGNED : ValueLayout.JAVA_DOUBLE_UNALIGNED;
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
