package org.alfheim.internal.go.call;

import org.alfheim.go.GoContext;
import org.alfheim.internal.process.libc.AddressSpace;

/** A context that Java can cancel; null is {@code context.Background()}. */
final class ContextCodec extends WireCodec {
  static final ContextCodec INSTANCE = new ContextCodec();

  private ContextCodec() {}

  @Override
  int words() {
    return 2;
  }

  @Override
  boolean refers() {
    return false;
  }

  @Override
  void write(CallFrame call, long at, Object value) {
    if (value == null) {
      AddressSpace.putLong(at, 0);
      AddressSpace.putLong(at + FrameLayout.WORD, 0);
      return;
    }
    AddressSpace.putLong(at, 1);
    AddressSpace.putLong(at + FrameLayout.WORD, call.host().context(cast(GoContext.class, value)));
    call.use(value);
  }

  @Override
  Object read(CallFrame call, long at) {
    throw new MisfitException("a context of Go's own can't come to Java; take a GoObject for it");
  }
}
