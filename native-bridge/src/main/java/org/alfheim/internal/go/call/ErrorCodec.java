package org.alfheim.internal.go.call;

import java.util.Optional;
import org.alfheim.go.GoError;
import org.alfheim.internal.process.libc.AddressSpace;
import org.alfheim.types.GoType;

/** An error as a value. */
final class ErrorCodec extends WireCodec {
  static final ErrorCodec INSTANCE = new ErrorCodec();

  private static final int GO = 1;
  private static final int JAVA = 2;
  private static final int WORDS_BEHIND = 5;
  private static final GoType TYPE = new GoType.Named(Optional.empty(), "error");
  private static final NamedTypes NONE = new NamedTypes(java.util.Map.of());

  private ErrorCodec() {}

  @Override
  int words() {
    return 2;
  }

  @Override
  void write(CallFrame call, long at, Object value) {
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
  Object read(CallFrame call, long at) {
    return AddressSpace.getLong(at) == 0 ? null : error(call, at);
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
        Optional.of(new GoHandle(call.host(), AddressSpace.getLong(behind), TYPE, NONE)));
  }
}
