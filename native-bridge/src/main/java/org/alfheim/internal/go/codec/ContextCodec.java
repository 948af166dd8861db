package org.alfheim.internal.go.codec;

import org.alfheim.go.GoContext;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.internal.process.libc.AddressSpace;

/** A context that Java can cancel; null is {@code context.Background()}. */
public final class ContextCodec extends WireCodec {
  public static final ContextCodec INSTANCE = new ContextCodec();

  private ContextCodec() {}

  /**
   * Checks that a value of Go's can be one of Java.
   *
   * @param codec of what Go gives
   * @throws MisfitException if it is a context
   */
  public static void checkGiven(WireCodec codec) {
    if (codec == INSTANCE) {
      throw given();
    }
  }

  private static MisfitException given() {
    return new MisfitException(
        "a context of Go's own is no GoContext: what stands for it is a GoObject");
  }

  @Override
  public int words() {
    return 2;
  }

  @Override
  public boolean refers() {
    return false;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
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
  public Object read(CallFrame call, long at) {
    throw given();
  }
}
