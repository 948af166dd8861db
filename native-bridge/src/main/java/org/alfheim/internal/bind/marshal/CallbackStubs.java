package org.alfheim.internal.bind.marshal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.alfheim.internal.process.libc.Downcalls;

/**
 * The function pointers of one parameter. To make one costs microseconds, and what it runs has to
 * be compiled anew. So some are kept, for as many calls at the same time; others end with their
 * call.
 */
final class CallbackStubs {
  private static final int MOST_KEPT = 8;

  private final FunctionDescriptor descriptor;
  private final MethodHandle dispatcher;
  private final CallbackSlot.Use nobody;
  private final AtomicReferenceArray<CallbackStub> kept = new AtomicReferenceArray<>(MOST_KEPT);
  private final AtomicInteger places = new AtomicInteger();

  /**
   * No function pointer yet.
   *
   * @param descriptor the native type
   * @param nobody what runs between two calls: {@code (Object, Object, native parameters) native
   *     result}
   */
  CallbackStubs(FunctionDescriptor descriptor, MethodHandle nobody) {
    this.descriptor = descriptor;
    this.dispatcher = CallbackSlot.dispatcher(nobody.type());
    this.nobody = new CallbackSlot.Use(nobody, null, null);
  }

  /** A function pointer that belongs to a call until that ends. */
  CallbackStub take(Frame call) {
    int first = (int) Thread.currentThread().threadId();
    for (int i = 0; i < MOST_KEPT; i++) {
      CallbackStub stub = kept.getAcquire(first + i & MOST_KEPT - 1);
      if (stub != null && stub.take()) {
        return stub;
      }
    }
    return places.get() < MOST_KEPT ? another(call) : make(call.arena());
  }

  private CallbackStub another(Frame call) {
    int place = places.getAndIncrement();
    if (place >= MOST_KEPT) {
      return make(call.arena());
    }
    CallbackStub stub = make(Arena.ofAuto());
    kept.setRelease(place, stub);
    return stub;
  }

  /** A function pointer that is taken. */
  private CallbackStub make(Arena arena) {
    CallbackSlot slot = new CallbackSlot(nobody);
    MemorySegment code = Downcalls.stub(dispatcher.bindTo(slot), descriptor, arena);
    CallbackStub stub = new CallbackStub(code, slot);
    stub.take();
    return stub;
  }
}
