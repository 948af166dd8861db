package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.Handle;
import org.alfheim.bind.OpaquePointer;

/**
 * A pointer that calls use, and one call releases. All that two threads could contend for is one
 * number: how many calls have it, or that it is released.
 */
final class HandleState implements OpaquePointer {
  private static final VarHandle CALLS = calls();

  /** So small that no number of uses that fail makes it positive. */
  private static final long RELEASED = Long.MIN_VALUE;

  private final HandleType type;
  private final MemorySegment address;
  private volatile long calls;

  HandleState(HandleType type, MemorySegment address) {
    this.type = type;
    this.address = address;
  }

  private static VarHandle calls() {
    try {
      return MethodHandles.lookup().findVarHandle(HandleState.class, "calls", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * The state of a handle that some binding made.
   *
   * @param what names the parameter in messages
   */
  static HandleState of(Handle handle, String what) {
    if (handle.pointer() instanceof HandleState state) {
      return state;
    }
    throw new ArgumentException(what + ": no library made this " + handle.getClass().getName());
  }

  @Override
  public Class<? extends Handle> type() {
    return type.type();
  }

  @Override
  public MemorySegment address() {
    if (isReleased()) {
      throw released();
    }
    return address;
  }

  @Override
  public boolean isReleased() {
    return calls < 0;
  }

  /** Begins a use, which {@link #end} ends. */
  MemorySegment begin() {
    if ((long) CALLS.getAndAdd(this, 1L) < 0) {
      throw released();
    }
    return address;
  }

  void end() {
    CALLS.getAndAdd(this, -1L);
  }

  /** Begins the call that releases it: the last use. */
  MemorySegment last() {
    if (!CALLS.compareAndSet(this, 0L, RELEASED)) {
      throw isReleased()
          ? released()
          : new IllegalStateException(
              this + " is in use by a call that has not returned, and can't be released now");
    }
    return address;
  }

  private IllegalStateException released() {
    return new IllegalStateException(this + "; C was not called");
  }

  @Override
  public void release(Handle handle) {
    if (!isReleased()) {
      type.releaser().accept(handle);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HandleState that
        && address.address() == that.address.address()
        && type().equals(that.type());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(address.address() >>> 4);
  }

  @Override
  public String toString() {
    return type().getSimpleName()
        + " at 0x"
        + Long.toHexString(address.address())
        + (isReleased() ? " has been released" : "");
  }
}
