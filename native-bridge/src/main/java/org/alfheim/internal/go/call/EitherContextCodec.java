package org.alfheim.internal.go.call;

import org.alfheim.go.GoContext;
import org.alfheim.internal.go.codec.ContextCodec;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;

/** A context of Java's, or one of Go's, which is an object; what Go gives is the latter. */
final class EitherContextCodec extends WireCodec {
  private final ObjectCodec object;

  EitherContextCodec(ObjectCodec object) {
    this.object = object;
  }

  @Override
  public int words() {
    return object.words();
  }

  @Override
  public boolean refers() {
    return object.refers();
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    WireCodec codec = value instanceof GoContext ? ContextCodec.INSTANCE : object;
    codec.write(call, at, value);
  }

  @Override
  public Object read(CallFrame call, long at) {
    return object.read(call, at);
  }
}
