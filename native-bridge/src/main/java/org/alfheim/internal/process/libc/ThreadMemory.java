package org.alfheim.internal.process.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

/**
 * Memory that each thread has for what a call leaves there, until the thread calls again.
 *
 * @param size in bytes
 * @param own what a thread has. Threads outlive these classes where a framework refreshes them, so
 *     what a thread keeps is of the JDK's classes alone
 * @param near some of them at hand: a thread finds its own here sooner than among its locals. A
 *     number of a thread is never given again, so only the thread itself uses an entry with its
 *     number
 */
@SuppressWarnings("ArrayRecordComponent") // The compiler trusts the fields of a record alone.
public record ThreadMemory(long size, ThreadLocal<MemorySegment> own, Place[] near) {
  /** A power of 2. */
  private static final int NEAR = 64;

  private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Place[].class);

  /**
   * Where a thread's memory is, by the thread's number: the thread itself may go.
   *
   * @param memory kept here, too. The workers of the common pool lose their locals with each task,
   *     and the memory would be freed that the next task finds here
   */
  private record Place(long thread, long address, MemorySegment memory, WeakReference<Thread> of) {
    /** As long as the thread is there, so is its place. */
    boolean isLeft() {
      Thread owner = of.get();
      return owner == null || !owner.isAlive();
    }
  }

  /**
   * None has any yet.
   *
   * @param size in bytes
   */
  public static ThreadMemory of(long size, long alignment) {
    return new ThreadMemory(
        size,
        ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(size, alignment)),
        new Place[NEAR]);
  }

  /**
   * The calling thread's; it is not to be kept. What is made here of an address is seen through by
   * the compiler, which an object that is found somewhere is not.
   */
  @SuppressWarnings("restricted")
  public MemorySegment get() {
    return MemorySegment.ofAddress(address()).reinterpret(size);
  }

  private long address() {
    long thread = Thread.currentThread().threadId();
    Place place = near[(int) thread & (NEAR - 1)];
    return place != null && place.thread() == thread ? place.address() : address(thread);
  }

  private long address(long thread) {
    int index = (int) thread & (NEAR - 1);
    Place place = near[index];
    MemorySegment memory = own.get();
    long address = memory.address();
    if (place == null || place.isLeft()) {
      WeakReference<Thread> owner = new WeakReference<>(Thread.currentThread());
      PLACE.compareAndSet(near, index, place, new Place(thread, address, memory, owner));
    }
    return address;
  }
}
