package org.alfheim.internal.go.codec;

import org.alfheim.internal.go.frame.CallFrame;

/** A string as a String, by UTF-8: what is no UTF-8 becomes U+FFFD. */
public final class StringCodec extends WireCodec {
  public static final StringCodec INSTANCE = new StringCodec();

  private StringCodec() {}

  @Override
  public int words() {
    return 2;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    call.text(at, cast(String.class, value));
  }

  @Override
  public Object read(CallFrame call, long at) {
    return CallFrame.text(at);
  }
}
