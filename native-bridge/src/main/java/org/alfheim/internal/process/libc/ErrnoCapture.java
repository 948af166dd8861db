package org.alfheim.internal.process.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Where a call leaves {@code errno} as it was when the function returned. */
public final class ErrnoCapture {
  private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  /**
   * One for each thread: it is read before the thread calls again. Where the function calls Java,
   * and that calls C, this is written when the outer function returns. Threads outlive these
   * classes where a framework refreshes them, so what a thread keeps is of the JDK's classes alone.
   */
  private static final ThreadLocal<MemorySegment> STATES =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(LAYOUT));

  /** A power of 2. */
  private static final int NEAR = 64;

  /**
   * Some of them at hand: a thread finds its own here sooner than among its locals, if no other one
   * with the same lowest bits has come in between. A number of a thread is never given again, so
   * only the thread itself writes an entry with its number, or uses it.
   */
  private static final Place[] PLACES = new Place[NEAR];

  /** A thread's place, by the thread's number: the thread itself may go. */
  private record Place(long thread, MemorySegment state) {}

  private ErrnoCapture() {}

  /** The calling thread's place for it: the first argument of such a call. */
  public static MemorySegment state() {
    long thread = Thread.currentThread().threadId();
    int index = (int) thread & (NEAR - 1);
    Place near = PLACES[index];
    if (near != null && near.thread() == thread) {
      return near.state();
    }
    MemorySegment state = STATES.get();
    PLACES[index] = new Place(thread, state);
    return state;
  }

  /** What is there. */
  public static int errno(MemorySegment state) {
    return state.get(ValueLayout.JAVA_INT, ERRNO);
  }
}
