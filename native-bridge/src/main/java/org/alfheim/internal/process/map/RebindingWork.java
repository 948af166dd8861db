package org.alfheim.internal.process.map;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.Placer;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.libc.ZeroedMemory;

/** What the placer of an object does that only loads libraries: it rebinds them. */
final class RebindingWork implements AutoCloseable {
  private static final long REBINDING = Placer.WORK_STEPS + 2L * Placer.STEP_SIZE;

  private final ZeroedMemory memory;

  /**
   * The work.
   *
   * @param rebinding what is rebound
   * @param dynamic the address of the object's dynamic section in its image
   */
  RebindingWork(Rebinding rebinding, Vaddr dynamic) {
    this.memory = new ZeroedMemory(REBINDING + rebinding.size());
    MemorySegment work = memory.segment();
    rebinding.writeTo(work.asSlice(REBINDING), dynamic);
    long[] step = Rebinding.step(work.address() + REBINDING);
    MemorySegment.copy(step, 0, work, JAVA_LONG, Placer.WORK_STEPS, step.length);
    work.set(JAVA_LONG, Placer.WORK_STEPS + Placer.STEP_SIZE, Placer.STEP_END);
  }

  /** Its address, for the object. */
  long address() {
    return memory.segment().address();
  }

  /**
   * Looks whether it was this that went wrong, when ld.so has not loaded the object.
   *
   * @throws ProcessException if a page could not be made writable
   */
  void check() {
    int errno = (int) memory.segment().get(JAVA_LONG, Placer.WORK_ERRNO);
    if (errno != 0) {
      throw new ProcessException("mprotect", "a relocated page", errno);
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
