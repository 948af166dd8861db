package org.alfheim.types;

import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/**
 * An integer type.
 *
 * @param name its spelling
 * @param bits its width: 8, 16, 32 or 64
 * @param signed whether it has negative values; plain {@code char} has
 */
public record IntegerType(String name, int bits, boolean signed) implements ScalarType {
  /** The smallest value. */
  public BigInteger min() {
    return signed ? BigInteger.TWO.pow(bits - 1).negate() : BigInteger.ZERO;
  }

  /** The largest value. */
  public BigInteger max() {
    return BigInteger.TWO.pow(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
  }

  /** Whether it is plain {@code char}, which holds text and not numbers. */
  public boolean character() {
    return name.equals("char");
  }

  @Override
  public ValueLayout layout() {
    return switch (bits) {
      case 8 -> ValueLayout.JAVA_BYTE;
      case 16 -> signed ? ValueLayout.JAVA_SHORT_UNALIGNED : ValueLayout.JAVA_CHAR_UNALIGNED;
      case 32 -> ValueLayout.JAVA_INT_UNALIGNED;
      default -> ValueLayout.JAVA_LONG_UNALIGNED;
    };
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
