package org.alfheim.internal.process.libc;

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
   * It is read before the thread calls again. Where the function calls Java, and that calls C, this
   * is written when the outer function returns.
   */
  private static final ThreadMemory STATES =
      ThreadMemory.of(LAYOUT.byteSize(), LAYOUT.byteAlignment());

  private ErrnoCapture() {}

  /** The calling thread's place for it: the first argument of such a call. */
  public static MemorySegment state() {
    return STATES.get();
  }

  /** What is there. */
  public static int errno(MemorySegment state) {
    return state.get(ValueLayout.JAVA_INT, ERRNO);
  }
}
