package org.alfheim.internal.bind.marshal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The memory that one call needs for strings, arrays and callbacks, the handles that it uses, and
 * what its callbacks threw.
 *
 * <p>Small amounts come from a block that the thread keeps, used as a stack, since frames end in
 * the reverse order in which they began; a call then costs no allocation. Large ones, and those of
 * virtual threads, which come in numbers that a block each would be too much for, come from an
 * arena.
 */
final class Frame implements SegmentAllocator, Consumer<Throwable> {
  /** An array of a page, and strings beside it. */
  private static final long BLOCK = 8192;

  /** A cache line, which copies to its beginning do not cross, and the widest of vectors. */
  private static final long ALIGNMENT = 64;

  /**
   * A thread's block, and how much of it is in use. Threads outlive these classes where a framework
   * refreshes them, so what a thread keeps is of the JDK's classes alone.
   */
  private static final ThreadLocal<Map.Entry<MemorySegment, long[]>> BLOCKS =
      ThreadLocal.withInitial(
          () -> Map.entry(Arena.ofAuto().allocate(BLOCK, ALIGNMENT), new long[1]));

  /** The thread's block; null for a virtual one, and for a call that has asked for no memory. */
  private MemorySegment block;

  /** How much of it is in use; null for a call that has asked for no memory. */
  private long[] used;

  private long mark;
  private Arena arena;
  private CallbackStub stubs;

  /** The handles that the call uses: most have one. */
  private HandleState handle;

  private List<HandleState> handles;
  private volatile Throwable failure;

  private Frame() {}

  /** Begins a call. */
  static Frame open() {
    return new Frame();
  }

  private void attach() {
    if (Thread.currentThread().isVirtual()) {
      used = new long[1];
      return;
    }
    Map.Entry<MemorySegment, long[]> own = BLOCKS.get();
    block = own.getKey();
    used = own.getValue();
    mark = used[0];
  }

  /** Memory that may hold what an earlier call left in it. */
  @Override
  public MemorySegment allocate(long size, long alignment) {
    if (used == null) {
      attach();
    }
    if (block != null && size <= BLOCK - used[0] && alignment <= ALIGNMENT) {
      MemorySegment memory = block.asSlice(used[0], size);
      used[0] = (used[0] + size + ALIGNMENT - 1) & -ALIGNMENT;
      return memory;
    }
    return arena().allocate(size, alignment);
  }

  /** An arena that ends with the call. */
  Arena arena() {
    if (arena == null) {
      arena = Arena.ofConfined();
    }
    return arena;
  }

  /** Has a function pointer until the call is over. */
  void uses(CallbackStub stub) {
    stubs = stub.before(stubs);
  }

  /** Uses a handle until the call is over. */
  void uses(HandleState state) {
    if (handle == null) {
      handle = state;
      return;
    }
    if (handles == null) {
      handles = new ArrayList<>();
    }
    handles.add(state);
  }

  /** Keeps the first exception of a callback until the call is over: it can't pass through C. */
  @Override
  public synchronized void accept(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  /** Throws what a callback threw. */
  void rethrow() throws Throwable {
    Throwable first = failure;
    if (first != null) {
      throw first;
    }
  }

  /** Ends the call. */
  void close() {
    if (used != null) {
      used[0] = mark;
    }
    if (handle != null) {
      endHandles();
    }
    while (stubs != null) {
      stubs = stubs.release();
    }
    if (arena != null) {
      arena.close();
    }
  }

  private void endHandles() {
    handle.end();
    if (handles != null) {
      for (HandleState other : handles) {
        other.end();
      }
    }
  }
}
