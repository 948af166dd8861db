package org.alfheim.process;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.Vaddr;
import org.alfheim.link.Fixups;
import org.alfheim.link.Layout;
import org.alfheim.link.Mapping;
import org.alfheim.link.Placer;
import org.alfheim.link.Plan;

/**
 * What the code of a carrier does to put its image in place, and what came of it. All that can fail
 * is done before ld.so is asked or while it can still go back.
 *
 * <p>Data is mapped and relocated first; code is mapped when all is written that was to be written.
 * Nothing is ever writable and executable.
 */
final class Placement implements AutoCloseable {
  private static final int SYS_MMAP = 9;
  private static final int SYS_MPROTECT = 10;
  private static final int RELA_SIZE = 24;

  private final Plan plan;
  private final SealedImage source;
  private final Arena arena = Arena.ofConfined();

  /** The words of each step: its number, its operands. */
  private final List<long[]> steps = new ArrayList<>();

  private MemorySegment work;

  private Placement(Plan plan, SealedImage source) {
    this.plan = plan;
    this.source = source;
  }

  /**
   * The placement of an image.
   *
   * @param plan what to do
   * @param source the bytes that the plan was made from
   */
  static Placement of(Plan plan, SealedImage source) {
    Placement placement = new Placement(plan, source);
    try {
      placement.prepare();
      return placement;
    } catch (RuntimeException | Error e) {
      placement.close();
      throw e;
    }
  }

  private void prepare() {
    addSteps();
    this.work = arena.allocate(Placer.WORK_STEPS + (long) Placer.STEP_SIZE * steps.size(), 8);
    long at = Placer.WORK_STEPS;
    for (long[] step : steps) {
      MemorySegment.copy(step, 0, work, JAVA_LONG, at, step.length);
      at += Placer.STEP_SIZE;
    }
  }

  private void addSteps() {
    for (Mapping mapping : plan.layout().mappings()) {
      if (plan.patches(mapping)) {
        map(mapping, CLibrary.PROT_READ | CLibrary.PROT_WRITE);
      } else if (!mapping.executable()) {
        map(mapping, protection(mapping));
      }
    }
    List<long[]> resolution = fix();
    for (Mapping mapping : plan.layout().mappings()) {
      if (plan.patches(mapping)) {
        finish(mapping);
      } else if (mapping.executable()) {
        map(mapping, protection(mapping));
      }
    }
    steps.addAll(resolution);
    plan.layout()
        .sealed()
        .ifPresent(range -> protect(range.start(), range.size(), CLibrary.PROT_READ));
    steps.add(step(Placer.STEP_END));
  }

  private static long[] step(long... words) {
    return words;
  }

  private void map(Mapping mapping, int protection) {
    int flags = CLibrary.MAP_PRIVATE | CLibrary.MAP_FIXED;
    switch (mapping) {
      case Mapping.FilePages pages ->
          map(pages, protection, flags, source.descriptor(), pages.fileOffset());
      case Mapping.ZeroPages pages -> map(pages, protection, flags | CLibrary.MAP_ANONYMOUS, -1, 0);
      case Mapping.Clearing clearing -> clear(clearing, protection);
    }
  }

  private void map(Mapping pages, int protection, int flags, int descriptor, long offset) {
    steps.add(
        step(
            Placer.STEP_SYSTEM_CALL,
            SYS_MMAP,
            pages.start().value(),
            pages.size(),
            protection,
            flags,
            descriptor,
            offset));
  }

  private void protect(Vaddr start, long size, int protection) {
    steps.add(
        step(Placer.STEP_SYSTEM_CALL, SYS_MPROTECT, start.value(), size, protection, 0, 0, 0));
  }

  /** Takes the right to write from pages that were writable for their relocation only. */
  private void finish(Mapping mapping) {
    switch (mapping) {
      case Mapping.FilePages _, Mapping.ZeroPages _ ->
          protect(mapping.start(), mapping.size(), protection(mapping));
      case Mapping.Clearing _ -> {}
    }
  }

  private void clear(Mapping.Clearing clearing, int protection) {
    Vaddr page = new Vaddr(clearing.start().value() & -Layout.PAGE);
    boolean writable = (protection & CLibrary.PROT_WRITE) != 0;
    if (!writable) {
      protect(page, Layout.PAGE, CLibrary.PROT_READ | CLibrary.PROT_WRITE);
    }
    steps.add(step(Placer.STEP_CLEAR, clearing.start().value(), clearing.size()));
    if (!writable) {
      protect(page, Layout.PAGE, protection);
    }
  }

  private static int protection(Mapping mapping) {
    return CLibrary.PROT_READ
        | (mapping.writable() ? CLibrary.PROT_WRITE : 0)
        | (mapping.executable() ? CLibrary.PROT_EXEC : 0);
  }

  /** Adds what is written before the code is there, and gives what its functions have to say. */
  private List<long[]> fix() {
    Fixups fixups = plan.fixups();
    int listed = fixups.listed();
    MemorySegment targets = arena.allocate(8L * listed, 8);
    MemorySegment operands = arena.allocate(8L * listed, 8);
    MemorySegment slotsAndKinds = arena.allocate(4L * listed, 8);
    fixups.copyTo(targets, operands, slotsAndKinds);
    int leading = fixups.leading();
    int resolved = fixups.resolved();
    addFixes(targets, operands, slotsAndKinds, 0, leading);
    MemorySegment run = fixups.run();
    steps.add(step(Placer.STEP_RELATIVE, run.address(), run.byteSize() / RELA_SIZE));
    addFixes(targets, operands, slotsAndKinds, leading, listed - resolved);
    return resolved == 0
        ? List.of()
        : List.of(
            step(
                Placer.STEP_RESOLVE,
                targets.address() + 8L * (listed - resolved),
                operands.address() + 8L * (listed - resolved),
                resolved));
  }

  private void addFixes(
      MemorySegment targets,
      MemorySegment operands,
      MemorySegment slotsAndKinds,
      int from,
      int to) {
    steps.add(
        step(
            Placer.STEP_FIX,
            targets.address() + 8L * from,
            operands.address() + 8L * from,
            slotsAndKinds.address() + 4L * from,
            to - from,
            plan.carrier().slots().value()));
  }

  /** The address of the work, for the carrier. */
  long work() {
    return work.address();
  }

  /** Where the image lies, once ld.so has loaded the carrier. */
  Address bias() {
    return new Address(work.get(JAVA_LONG, Placer.WORK_BIAS));
  }

  /**
   * Looks whether it was this that went wrong, when ld.so has not loaded the carrier.
   *
   * @throws ProcessException if a system call failed
   * @throws ElfException if a value does not fit where it was to be written
   */
  void check() {
    int errno = (int) work.get(JAVA_LONG, Placer.WORK_ERRNO);
    if (errno != 0) {
      long step = work.get(JAVA_LONG, Placer.WORK_FAILED_STEP) - work.address();
      long call = work.get(JAVA_LONG, step + 8);
      throw new ProcessException(
          call == SYS_MMAP ? "mmap" : "mprotect", work.get(JAVA_LONG, step + 24) + " bytes", errno);
    }
    long misfit = work.get(JAVA_LONG, Placer.WORK_MISFIT);
    if (misfit != 0) {
      /* Before the run there is nothing that might not fit. */
      int behindRun = plan.fixups().listed() - plan.fixups().leading();
      throw new ElfException(
          plan.image().name(),
          "r_offset",
          -1,
          "what is to be written to "
              + plan.fixups().target(plan.fixups().count() - behindRun + (int) misfit - 1)
              + " does not fit in 32 bits",
          "compile the image with -fPIC");
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
