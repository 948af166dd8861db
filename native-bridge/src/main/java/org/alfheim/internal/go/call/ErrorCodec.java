package org.alfheim.internal.go.call;

import java.util.Optional;
import org.alfheim.go.GoError;
import org.alfheim.go.GoErrorException;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.GoCallbacks;
import org.alfheim.internal.process.libc.AddressSpace;
import org.alfheim.types.GoType;

/** An error as a value. */
final class ErrorCodec extends WireCodec {
  static final ErrorCodec INSTANCE = new ErrorCodec();

  private static final int GO = 1;
  private static final int JAVA = 2;
  private static final int WORDS_BEHIND = 5;
  private static final GoType TYPE = new GoType.Named(Optional.empty(), "error");

  private ErrorCodec() {}

  @Override
  public int words() {
    return 2;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    if (value == null) {
      AddressSpace.putLong(at, 0);
      AddressSpace.putLong(at + FrameLayout.WORD, 0);
      return;
    }
    GoError error = cast(GoError.class, value);
    long behind = call.allocate(WORDS_BEHIND * FrameLayout.WORD);
    AddressSpace.putLong(at + FrameLayout.WORD, behind);
    if (error.reference().orElse(null) instanceof GoHandle handle) {
      AddressSpace.putLong(at, GO);
      AddressSpace.putLong(behind, handle.number(call.host()));
      for (int i = 1; i < WORDS_BEHIND; i++) {
        AddressSpace.putLong(behind + (long) i * FrameLayout.WORD, 0);
      }
      call.use(handle);
    } else {
      AddressSpace.putLong(at, JAVA);
      call.text(behind, error.text());
    }
  }

  @Override
  public Object read(CallFrame call, long at) {
    return AddressSpace.getLong(at) == 0 ? null : error(call, at);
  }

  /**
   * Throws the error at a place, if there is one.
   *
   * @param others the results before it; null for none
   */
  static void check(CallFrame call, long at, WireCodec others) {
    if (AddressSpace.getLong(at) == 0) {
      return;
    }
    if (others != null) {
      drop(call, others);
    }
    GoError error = error(call, at);
    if (AddressSpace.getLong(at) == JAVA) {
      throw new GoErrorException(error);
    }
    long behind = AddressSpace.getLong(at + FrameLayout.WORD);
    long thrown = AddressSpace.getLong(behind + (long) WORDS_BEHIND * FrameLayout.WORD);
    throw new GoErrorException(error, GoCallbacks.thrown(thrown));
  }

  /** Takes over what stays in Go, so that Go has it no longer than Java. */
  private static void drop(CallFrame call, WireCodec others) {
    try {
      others.read(call, call.result(0));
    } catch (RuntimeException unfit) {
      // The error is what matters.
    }
  }

  /** The number of the error of this runtime that an exception has; 0 if it has none. */
  static long own(CallFrame call, Throwable thrown) {
    if (!(thrown instanceof GoErrorException given)
        || !(given.error().reference().orElse(null) instanceof GoHandle handle)
        || handle.host() != call.host()
        || handle.isClosed()) {
      return 0;
    }
    call.use(handle);
    return handle.number();
  }

  /** An error that is there. */
  static GoError error(CallFrame call, long at) {
    long behind = AddressSpace.getLong(at + FrameLayout.WORD);
    if (AddressSpace.getLong(at) == JAVA) {
      return GoError.of(CallFrame.text(behind));
    }
    return new GoError(
        CallFrame.text(behind + FrameLayout.WORD),
        CallFrame.text(behind + 3L * FrameLayout.WORD),
        Optional.of(
            new GoHandle(call.host(), AddressSpace.getLong(behind), TYPE, NamedTypes.NONE)));
  }
}
