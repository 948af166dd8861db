package org.alfheim.internal.go.call;

import org.alfheim.go.GoObject;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.process.libc.AddressSpace;
import org.alfheim.types.GoType;

/** A channel, which stays in Go. */
final class ChannelCodec extends WireCodec {
  private final GoType go;
  private final GoType.Direction direction;
  private final WireCodec element;
  private final NamedTypes types;

  ChannelCodec(GoType go, GoType.Direction direction, WireCodec element, NamedTypes types) {
    this.go = go;
    this.direction = direction;
    this.element = element;
    this.types = types;
  }

  @Override
  public int words() {
    return 1;
  }

  @Override
  public boolean refers() {
    return false;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    AddressSpace.putLong(
        at, value == null ? 0 : ObjectCodec.number(call, cast(GoObject.class, value)));
  }

  @Override
  public Object read(CallFrame call, long at) {
    long number = AddressSpace.getLong(at);
    return number == 0
        ? null
        : new ChannelObject(
            new GoHandle(call.host(), number, go, types), direction, element, go.text());
  }
}
