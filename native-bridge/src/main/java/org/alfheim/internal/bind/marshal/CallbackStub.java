package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicBoolean;

/** A function pointer that one call after the other has for itself. */
final class CallbackStub {
  /** What keeps the function where it is, as long as this is reachable. */
  private final MemorySegment code;

  /** The same as a mere address: nothing has to be done to keep it during a call. */
  private final MemorySegment function;

  private final CallbackSlot slot;
  private final AtomicBoolean inUse = new AtomicBoolean();

  /** What else the same call has. */
  private CallbackStub next;

  /**
   * A function pointer that is not in use.
   *
   * @param code the function
   * @param slot what it runs
   */
  CallbackStub(MemorySegment code, CallbackSlot slot) {
    this.code = code;
    this.function = MemorySegment.ofAddress(code.address());
    this.slot = slot;
  }

  /** Whether this belongs to the caller now, until it is released. */
  boolean take() {
    return !inUse.getPlain() && inUse.compareAndSet(false, true);
  }

  /** The function, which runs this from now on. */
  MemorySegment running(CallbackSlot.Use use) {
    slot.begin(use);
    return function;
  }

  CallbackStub before(CallbackStub others) {
    next = others;
    return this;
  }

  /** Ends the use of this one; gives what else the call has. */
  CallbackStub release() {
    CallbackStub others = next;
    next = null;
    try {
      slot.end();
    } finally {
      Reference.reachabilityFence(code);
    }
    inUse.setRelease(false);
    return others;
  }
}
