package org.alfheim.internal.process.map;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.alfheim.elf.ElfException;
import org.alfheim.internal.amd64.Placer;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.plan.Plan;

/**
 * Sees to it that a thread-local variable of another library, which an image has at a fixed offset,
 * is in a library with thread-local storage: ld.so divides by 0 where it is not.
 *
 * <p>ld.so itself is asked, by a carrier that it relocates and then gives up: what it loads for it
 * it unloads again, before any constructor has run.
 */
final class ThreadLocalImports {
  private ThreadLocalImports() {}

  /**
   * Checks an image.
   *
   * @param plan how the image is opened
   * @throws ElfException if a variable is in a library without thread-local storage
   */
  static void check(Plan plan) {
    if (plan.carrier().probe().isPresent()) {
      check(plan, plan.carrier().probe().get());
    }
  }

  private static void check(Plan plan, Carrier probe) {
    try (Arena arena = Arena.ofConfined()) {
      int words = probe.slotWords();
      MemorySegment modules = arena.allocate(JAVA_LONG, words).fill((byte) 0xff);
      MemorySegment work = arena.allocate(Placer.WORK_STEPS + 2L * Placer.STEP_SIZE, 8);
      long[] report = {Placer.STEP_REPORT, probe.slots().value(), words, modules.address()};
      MemorySegment.copy(report, 0, work, JAVA_LONG, Placer.WORK_STEPS, report.length);
      work.set(JAVA_LONG, Placer.WORK_STEPS + Placer.STEP_SIZE, Placer.STEP_REFUSE);
      try {
        CarrierObject.load(probe, new Carrier.Tasks(work.address(), 0), plan.image().name());
        throw new IllegalStateException("ld.so has loaded a carrier that refuses to be");
      } catch (CarrierRefusedException expected) {
        /* Whatever else ld.so refuses, it will refuse again. */
        refuse(plan, probe, modules);
      }
    }
  }

  private static void refuse(Plan plan, Carrier probe, MemorySegment modules) {
    for (int slot = 0; slot < probe.slotWords(); slot++) {
      if (modules.getAtIndex(JAVA_LONG, slot) == 0) {
        throw new ElfException(
            plan.image().name(),
            "r_info",
            -1,
            probe.symbol(slot)
                + " is a thread-local variable here, and the library that defines it has no"
                + " thread-local storage",
            "declare it as __thread where it is defined too, and link both again");
      }
    }
  }
}
