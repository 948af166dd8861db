package org.alfheim.internal.go.call;

import org.alfheim.go.GoObject;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.internal.process.libc.AddressSpace;
import org.alfheim.types.GoType;

/**
 * A value of {@code any}: nil, a truth value, an {@code int}, a {@code float64}, a string, or what
 * else it may be, which stays in Go.
 */
final class AnyCodec extends WireCodec {
  private static final int NIL = 0;
  private static final int HANDLE = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int FLOAT = 4;
  private static final int STRING = 5;

  private final GoObjectType objects;
  private final GoType type;
  private final NamedTypes types;

  AnyCodec(GoObjectType objects, GoType type, NamedTypes types) {
    this.objects = objects;
    this.type = type;
    this.types = types;
  }

  @Override
  public int words() {
    return 2;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    switch (value) {
      case null -> put(at, NIL, 0);
      case Boolean truth -> put(at, BOOL, truth ? 1 : 0);
      case Long number -> put(at, INT, number);
      case Integer number -> put(at, INT, number);
      case Short number -> put(at, INT, number);
      case Byte number -> put(at, INT, number);
      case Double number -> put(at, FLOAT, Double.doubleToRawLongBits(number));
      case Float number -> put(at, FLOAT, Double.doubleToRawLongBits(number));
      case String text -> {
        long words = call.allocate(2 * FrameLayout.WORD);
        call.text(words, text);
        put(at, STRING, words);
      }
      case GoObject object -> put(at, HANDLE, ObjectCodec.number(call, object));
      default ->
          throw new MisfitException(
              "a "
                  + value.getClass().getTypeName()
                  + " has no counterpart in Go's any, which takes a Boolean, a Long, a Double, a"
                  + " String or a GoObject");
    }
  }

  private static void put(long at, long tag, long word) {
    AddressSpace.putLong(at, tag);
    AddressSpace.putLong(at + FrameLayout.WORD, word);
  }

  @Override
  public Object read(CallFrame call, long at) {
    long word = AddressSpace.getLong(at + FrameLayout.WORD);
    return switch ((int) AddressSpace.getLong(at)) {
      case NIL -> null;
      case BOOL -> (Object) (word != 0);
      case INT -> word;
      case FLOAT -> Double.longBitsToDouble(word);
      case STRING -> CallFrame.text(word);
      case HANDLE -> objects.make(new GoHandle(call.host(), word, type, types));
      default -> throw new MisfitException("Go gave a value of a kind that is not known");
    };
  }
}
