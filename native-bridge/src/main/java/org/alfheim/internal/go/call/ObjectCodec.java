package org.alfheim.internal.go.call;

import org.alfheim.go.GoObject;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.internal.process.libc.AddressSpace;
import org.alfheim.types.GoType;

/** A pointer, or a value of an interface with methods, which stay in Go. */
final class ObjectCodec extends WireCodec {
  private static final int HANDLE = 1;

  private final GoObjectType java;
  private final GoType type;
  private final NamedTypes types;
  private final boolean tagged;

  /**
   * What stays in Go.
   *
   * @param tagged whether it is an interface, whose words begin with what they are
   */
  ObjectCodec(GoObjectType java, GoType type, NamedTypes types, boolean tagged) {
    this.java = java;
    this.type = type;
    this.types = types;
    this.tagged = tagged;
  }

  @Override
  public int words() {
    return tagged ? 2 : 1;
  }

  @Override
  public boolean refers() {
    return false;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    long number = value == null ? 0 : number(call, cast(GoObject.class, value));
    if (tagged) {
      AddressSpace.putLong(at, number == 0 ? 0 : HANDLE);
      AddressSpace.putLong(at + FrameLayout.WORD, number);
    } else {
      AddressSpace.putLong(at, number);
    }
  }

  /** The number of an object, which is there until the call is over. */
  static long number(CallFrame call, GoObject object) {
    if (!(object.reference() instanceof GoHandle handle)) {
      throw new MisfitException("a " + object.getClass().getTypeName() + " does not come from Go");
    }
    call.use(handle);
    return handle.number(call.host());
  }

  @Override
  public Object read(CallFrame call, long at) {
    long number;
    if (tagged) {
      long tag = AddressSpace.getLong(at);
      if (tag != 0 && tag != HANDLE) {
        throw new MisfitException("Go gave a value that is no object, by tag " + tag);
      }
      number = tag == 0 ? 0 : AddressSpace.getLong(at + FrameLayout.WORD);
    } else {
      number = AddressSpace.getLong(at);
    }
    return number == 0 ? null : java.make(new GoHandle(call.host(), number, type, types));
  }
}
