package org.alfheim.internal.go.call;

import org.alfheim.internal.process.libc.AddressSpace;

/** A string as the bytes that it has in Go. */
final class StringBytesCodec extends WireCodec {
  static final StringBytesCodec INSTANCE = new StringBytesCodec();

  private StringBytesCodec() {}

  @Override
  int words() {
    return 2;
  }

  @Override
  void write(CallFrame call, long at, Object value) {
    call.bytes(at, cast(byte[].class, value));
  }

  @Override
  Object read(CallFrame call, long at) {
    int length = Counts.checked(AddressSpace.getLong(at + FrameLayout.WORD));
    return length == 0 ? new byte[0] : AddressSpace.get(AddressSpace.getLong(at), length);
  }
}
