package org.alfheim.internal.go.call;

/** A string as a String, by UTF-8: what is no UTF-8 becomes U+FFFD. */
final class StringCodec extends WireCodec {
  static final StringCodec INSTANCE = new StringCodec();

  private StringCodec() {}

  @Override
  int words() {
    return 2;
  }

  @Override
  void write(CallFrame call, long at, Object value) {
    call.text(at, cast(String.class, value));
  }

  @Override
  Object read(CallFrame call, long at) {
    return CallFrame.text(at);
  }
}
