package org.alfheim.internal.go.codec;

import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** A truth value, or a floating-point number. */
public final class PlainCodec extends ScalarCodec {
  public static final PlainCodec BOOLEAN =
      new PlainCodec(
          BasicKind.BOOL, value -> cast(Boolean.class, value) ? 1 : 0, word -> word != 0);
  public static final PlainCodec FLOAT =
      new PlainCodec(
          BasicKind.FLOAT32,
          value -> Float.floatToRawIntBits(cast(Float.class, value)) & 0xffffffffL,
          word -> Float.intBitsToFloat((int) word));
  public static final PlainCodec DOUBLE =
      new PlainCodec(
          BasicKind.FLOAT64,
          value -> Double.doubleToRawLongBits(cast(Double.class, value)),
          Double::longBitsToDouble);

  private final ToLongFunction<Object> word;
  private final LongFunction<Object> value;

  private PlainCodec(BasicKind kind, ToLongFunction<Object> word, LongFunction<Object> value) {
    super(kind.bytes());
    this.word = word;
    this.value = value;
  }

  /** The codec of a primitive type; null if it is none of these. */
  public static PlainCodec of(BasicKind kind, Class<?> java) {
    if (kind == BasicKind.BOOL && java == boolean.class) {
      return BOOLEAN;
    } else if (kind == BasicKind.FLOAT32 && java == float.class) {
      return FLOAT;
    }
    return kind == BasicKind.FLOAT64 && java == double.class ? DOUBLE : null;
  }

  @Override
  public long word(Object java) {
    return word.applyAsLong(java);
  }

  @Override
  public Object value(long go) {
    return value.apply(go);
  }
}
