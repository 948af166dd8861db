package org.alfheim.internal.go.call;

import org.alfheim.go.GoComplex;
import org.alfheim.internal.process.libc.AddressSpace;

/** A complex number: two doubles, or two floats in one word. */
final class ComplexCodec extends WireCodec {
  private final int words;

  ComplexCodec(BasicKind kind) {
    this.words = kind.bytes() / FrameLayout.WORD;
  }

  @Override
  int words() {
    return words;
  }

  @Override
  boolean refers() {
    return false;
  }

  @Override
  void write(CallFrame call, long at, Object value) {
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
  Object read(CallFrame call, long at) {
    return words == 1
        ? new GoComplex(
            Float.intBitsToFloat(AddressSpace.getInt(at)),
            Float.intBitsToFloat(AddressSpace.getInt(at + 4)))
        : new GoComplex(
            Double.longBitsToDouble(AddressSpace.getLong(at)),
            Double.longBitsToDouble(AddressSpace.getLong(at + 8)));
  }
}
