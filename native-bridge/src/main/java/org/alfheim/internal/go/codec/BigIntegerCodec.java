package org.alfheim.internal.go.codec;

import java.math.BigInteger;
import org.alfheim.internal.go.frame.MisfitException;

/** An integer by its value, whatever its width. */
public final class BigIntegerCodec extends ScalarCodec {
  private final BasicKind kind;
  private final BigInteger least;
  private final BigInteger most;

  public BigIntegerCodec(BasicKind kind) {
    super(kind.bytes());
    this.kind = kind;
    int bits = 8 * kind.bytes();
    this.least = kind.signed() ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
    this.most = BigInteger.ONE.shiftLeft(kind.signed() ? bits - 1 : bits).subtract(BigInteger.ONE);
  }

  @Override
  public boolean signed() {
    return kind.signed();
  }

  @Override
  public long word(Object value) {
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
  public Object value(long word) {
    BigInteger number = BigInteger.valueOf(word);
    return word < 0 && !kind.signed() ? number.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : number;
  }
}
