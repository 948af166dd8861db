package org.alfheim.internal.process.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory that each thread has for what a call leaves there, until the thread calls again.
 *
 * @param size in bytes
 * @param own what a thread has. Threads outlive these classes where a framework refreshes them, so
 *     what a thread keeps is of the JDK's classes alone
 * @param near some of them at hand: a thread finds its own here sooner than among its locals, if no
 *     other one with the same lowest bits has come in between. A number of a thread is never given
 *     again, so only the thread itself writes an entry with its number, or uses it
 */
@SuppressWarnings("ArrayRecordComponent") // The compiler trusts the fields of a record alone.
public record ThreadMemory(long size, ThreadLocal<MemorySegment> own, Place[] near) {
  /** A power of 2. */
  private static final int NEAR = 64;

  /** Where a thread's memory is, by the thread's number: the thread itself may go. */
  private record Place(long thread, long address) {}

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
    int index = (int) thread & (NEAR - 1);
    Place place = near[index];
    if (place != null && place.thread() == thread) {
      return place.address();
    }
    long address = own.get().address();
    near[index] = new Place(thread, address);
    return address;
  }
}
