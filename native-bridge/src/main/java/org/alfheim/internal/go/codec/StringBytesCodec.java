package org.alfheim.internal.go.codec;

import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.Counts;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.process.libc.AddressSpace;

/** A string as the bytes that it has in Go. */
public final class StringBytesCodec extends WireCodec {
  public static final StringBytesCodec INSTANCE = new StringBytesCodec();

  private StringBytesCodec() {}

  @Override
  public int words() {
    return 2;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    call.bytes(at, cast(byte[].class, value));
  }

  @Override
  public Object read(CallFrame call, long at) {
    int length = Counts.checked(AddressSpace.getLong(at + FrameLayout.WORD));
    return length == 0 ? new byte[0] : AddressSpace.get(AddressSpace.getLong(at), length);
  }
}
