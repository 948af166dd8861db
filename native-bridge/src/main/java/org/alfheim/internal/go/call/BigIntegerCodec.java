package org.alfheim.internal.go.call;

import java.math.BigInteger;

/** An integer by its value, whatever its width. */
final class BigIntegerCodec extends ScalarCodec {
  private final BasicKind kind;
  private final BigInteger least;
  private final BigInteger most;

  BigIntegerCodec(BasicKind kind) {
    super(kind.bytes());
    this.kind = kind;
    int bits = 8 * kind.bytes();
    this.least = kind.signed() ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
    this.most = BigInteger.ONE.shiftLeft(kind.signed() ? bits - 1 : bits).subtract(BigInteger.ONE);
  }

  @Override
  boolean signed() {
    return kind.signed();
  }

  @Override
  long word(Object value) {
    BigInteger number = cast(BigInteger.class, value);
    if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
      throw new MisfitException(
          number
              + " is not in the range of Go's "
              + kind.text()
              + " ("
              + least
              + " to "
              + most
              + ")");
    }
    return number.longValue();
  }

  @Override
  Object value(long word) {
    BigInteger number = BigInteger.valueOf(word);
    return word < 0 && !kind.signed() ? number.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : number;
  }
}
