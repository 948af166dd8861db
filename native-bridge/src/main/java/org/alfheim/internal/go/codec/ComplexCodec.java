package org.alfheim.internal.go.codec;

import org.alfheim.go.GoComplex;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.process.libc.AddressSpace;

/** A complex number: two doubles, or two floats in one word. */
public final class ComplexCodec extends WireCodec {
  private final int words;

  public ComplexCodec(BasicKind kind) {
    this.words = kind.bytes() / FrameLayout.WORD;
  }

  @Override
  public int words() {
    return words;
  }

  @Override
  public boolean refers() {
    return false;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    GoComplex number = cast(GoComplex.class, value);
    if (words == 1) {
      AddressSpace.putInt(at, Float.floatToRawIntBits((float) number.real()));
      AddressSpace.putInt(at + 4, Float.floatToRawIntBits((float) number.imaginary()));
    } else {
      AddressSpace.putLong(at, Double.doubleToRawLongBits(number.real()));
      AddressSpace.putLong(at + 8, Double.doubleToRawLongBits(number.imaginary()));
    }
  }

  @Override
  public Object read(CallFrame call, long at) {
    return words == 1
        ? new GoComplex(
            Float.intBitsToFloat(AddressSpace.getInt(at)),
            Float.intBitsToFloat(AddressSpace.getInt(at + 4)))
        : new GoComplex(
            Double.longBitsToDouble(AddressSpace.getLong(at)),
            Double.longBitsToDouble(AddressSpace.getLong(at + 8)));
  }
}
