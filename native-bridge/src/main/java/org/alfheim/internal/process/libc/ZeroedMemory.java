package org.alfheim.internal.process.libc;

import java.lang.foreign.MemorySegment;

/**
 * Memory of the C library's, all zero, until it is closed.
 *
 * <p>An arena clears what it gives word by word, which takes milliseconds where that code is
 * interpreted; the kernel's pages are clear.
 */
public final class ZeroedMemory implements AutoCloseable {
  private final Address start;
  private final MemorySegment segment;

  /**
   * Takes memory, aligned to 16 bytes.
   *
   * @param size how many bytes, at least one
   * @throws ProcessException if there is not so much
   */
  public ZeroedMemory(long size) {
    this.start = CLibrary.allocate(size);
    this.segment = Memory.segment(start, size);
  }

  /** The memory. */
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public void close() {
    CLibrary.free(start);
  }
}
