package org.alfheim.internal.process.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.internal.amd64.SignalsCode;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;
import org.alfheim.internal.process.libc.ProcessException;

/**
 * A signal that several pieces of native code have a handler for, where each is to see it. A
 * process has one handler for a signal, that of who came last; once there are two, it is one that
 * calls all of them in turn.
 */
public final class SharedSignal {
  /**
   * What each runtime of Go interrupts its own threads by, so that a loop that calls nothing does
   * not keep the others waiting ({@code sigPreempt} in Go's {@code runtime}).
   */
  public static final SharedSignal URGENT = new SharedSignal(23);

  /** {@code SIG_DFL} is 0, {@code SIG_IGN} is 1. */
  private static final long IGNORED = 1;

  /** {@code struct sigaction} of glibc; its first word is the handler. */
  private static final long ACTION = 152;

  private static final MemorySegment SIGACTION = CLibrary.function("sigaction");

  private final int number;
  private final List<Long> handlers = new ArrayList<>();

  /** The address of the first of the handlers: who is in one at this moment may read it. */
  private final MemorySegment table = Arena.global().allocate(ValueLayout.JAVA_LONG);

  /** The one that calls all; 0 as long as there is no need of it. */
  private long all;

  private SharedSignal(int number) {
    this.number = number;
  }

  /**
   * Runs what may install a handler. Both that one and the one that was there see the signal then.
   *
   * @param installing what installs it before it returns; no two of these run at a time
   */
  public synchronized void share(Runnable installing) {
    long before = handler();
    try {
      installing.run();
    } finally {
      share(before, handler());
    }
  }

  private void share(long before, long after) {
    if (after == before || before <= IGNORED || after <= IGNORED) {
      return;
    }
    if (before != all) {
      handlers.add(before);
    }
    handlers.add(after);
    publish();
    install();
  }

  /** The list before this one stays: a thread may be in the middle of it. */
  private void publish() {
    long size = (handlers.size() + 1L) * Long.BYTES;
    MemorySegment list = Arena.global().allocate(size, Long.BYTES);
    for (int i = 0; i < handlers.size(); i++) {
      list.setAtIndex(ValueLayout.JAVA_LONG, i, handlers.get(i));
    }
    ValueLayout.JAVA_LONG.varHandle().setVolatile(table, 0L, list.address());
  }

  private void install() {
    if (all == 0) {
      byte[] code = SignalsCode.bytes(table.address());
      all = ExecutableFile.code("signals", code).value() + SignalsCode.entry();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment action = action(arena);
      Memory.writeLong(new Address(action.address()), all);
      call(action.address(), 0);
    }
  }

  private long handler() {
    try (Arena arena = Arena.ofConfined()) {
      return Memory.readLong(new Address(action(arena).address()));
    }
  }

  private MemorySegment action(Arena arena) {
    MemorySegment action = arena.allocate(ACTION, Long.BYTES);
    call(0, action.address());
    return action;
  }

  private void call(long action, long before) {
    NativeCall.Result result = NativeCall.invoke(SIGACTION, number, action, before);
    if (result.asInt() < 0) {
      throw new ProcessException("sigaction", "signal " + number, result.errno());
    }
  }
}
