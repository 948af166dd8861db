package org.alfheim.bind;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The memory that one call needs for strings, arrays and callbacks, and what its callbacks threw.
 *
 * <p>Small amounts come from a block that the thread keeps, used as a stack, since frames end in
 * the reverse order in which they began; a call then costs no allocation. Large ones, and those of
 * virtual threads, which come in numbers that a block each would be too much for, come from an
 * arena.
 */
final class Frame implements SegmentAllocator {
  private static final long BLOCK = 4096;
  private static final long ALIGNMENT = 16;
  private static final ThreadLocal<Block> BLOCKS = ThreadLocal.withInitial(Block::new);

  /** A thread's block, and how much of it is in use. */
  private static final class Block {
    final MemorySegment memory = Arena.ofAuto().allocate(BLOCK, ALIGNMENT);
    long used;
  }

  private final Block block;
  private final long mark;
  private Arena arena;
  private Throwable failure;

  private Frame(Block block) {
    this.block = block;
    this.mark = block == null ? 0 : block.used;
  }

  /** Begins a call. */
  static Frame open() {
    return new Frame(Thread.currentThread().isVirtual() ? null : BLOCKS.get());
  }

  /** Memory that may hold what an earlier call left in it. */
  @Override
  public MemorySegment allocate(long size, long alignment) {
    if (block != null && size <= BLOCK - block.used) {
      MemorySegment memory = block.memory.asSlice(block.used, size);
      block.used = (block.used + size + ALIGNMENT - 1) & -ALIGNMENT;
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

  /** Keeps the first exception of a callback until the call is over: it can't pass through C. */
  synchronized void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  /** Throws what a callback threw. */
  synchronized void rethrow() throws Throwable {
    if (failure != null) {
      throw failure;
    }
  }

  /** Ends the call. */
  void close() {
    if (block != null) {
      block.used = mark;
    }
    if (arena != null) {
      arena.close();
    }
  }
}
