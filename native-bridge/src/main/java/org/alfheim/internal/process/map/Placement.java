package org.alfheim.internal.process.map;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.Placer;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.libc.ZeroedMemory;
import org.alfheim.internal.relocation.Fixups;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.relocation.Mapping;

/**
 * What the code of a carrier does to put its image in place, and what came of it. All that can fail
 * is done before ld.so is asked or while it can still go back.
 *
 * <p>Data is mapped and relocated first; code is mapped when all is written that was to be written.
 * Only where ld.so may call a function of the image while it binds others, code is mapped before
 * data is bound to others. Nothing is ever writable and executable: code that is itself relocated
 * loses the right to be executed for as long as it is written.
 */
final class Placement implements AutoCloseable {
  private static final int SYS_MMAP = 9;
  private static final int SYS_MPROTECT = 10;
  private static final int RELA_SIZE = 24;
  private static final int STEP_WORDS = Placer.STEP_SIZE / 8;

  /** Beside those of the mappings, of which each has up to five. */
  private static final int MOST_STEPS = 9;

  /** Of each fixup that is listed: target, operand, slot with kind. */
  private static final int FIXUP_SIZE = 20;

  private final Plan plan;
  private final SealedImage source;
  private final Optional<Rebinding> rebinding;
  private final ZeroedMemory memory;
  private final MemorySegment work;

  /** The words of each step: its number, its operands. */
  private final long[] steps;

  private int used;

  private Placement(Plan plan, SealedImage source, Optional<Rebinding> rebinding) {
    this.plan = plan;
    this.source = source;
    this.rebinding = rebinding;
    this.steps = new long[STEP_WORDS * (MOST_STEPS + 5 * plan.layout().mappings().size())];
    long rebound = rebinding.isPresent() ? rebinding.get().size() : 0;
    this.memory =
        new ZeroedMemory(
            Placer.WORK_STEPS
                + 8L * steps.length
                + rebound
                + (long) FIXUP_SIZE * plan.fixups().listed());
    this.work = memory.segment();
  }

  /**
   * The placement of an image.
   *
   * @param plan what to do
   * @param source the bytes that the plan was made from
   * @param rebinding functions that are called instead of those that ld.so finds
   */
  static Placement of(Plan plan, SealedImage source, Optional<Rebinding> rebinding) {
    Placement placement = new Placement(plan, source, rebinding);
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
    longs(Placer.WORK_STEPS, used).put(steps, 0, used);
  }

  private LongBuffer longs(long offset, long count) {
    return work.asSlice(offset, 8 * count)
        .asByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer();
  }

  private void addSteps() {
    for (Mapping mapping : plan.layout().mappings()) {
      if (plan.patches(mapping)) {
        map(mapping, CLibrary.PROT_READ | CLibrary.PROT_WRITE);
      } else if (!mapping.executable()) {
        map(mapping, protection(mapping));
      }
    }
    long listed = copyFixups();
    addRelative(listed);
    if (plan.definesIndirectFunctions()) {
      mapCode();
      add(Placer.STEP_PAUSE);
      openPatched();
      addOthers(listed);
      finishPatched();
    } else {
      addOthers(listed);
      mapCode();
    }
    addResolution(listed);
    Optional<Layout.Range> sealed = plan.layout().sealed();
    if (sealed.isPresent()) {
      protect(sealed.get().start(), sealed.get().size(), CLibrary.PROT_READ);
    }
    add(Placer.STEP_END);
  }

  /** Adds the step before the slots are read; its work lies at the end. */
  private void rebind(Rebinding functions) {
    long offset = work.byteSize() - functions.size();
    functions.writeTo(work.asSlice(offset), plan.carrier().dynamic());
    add(Rebinding.step(work.address() + offset));
  }

  /** Maps what has not been mapped to be written, and takes the right to write from the rest. */
  private void mapCode() {
    for (Mapping mapping : plan.layout().mappings()) {
      if (plan.patches(mapping)) {
        finish(mapping);
      } else if (mapping.executable()) {
        map(mapping, protection(mapping));
      }
    }
  }

  private void openPatched() {
    for (Mapping mapping : plan.layout().mappings()) {
      if (plan.patches(mapping) && !(mapping instanceof Mapping.Clearing)) {
        protect(mapping.start(), mapping.size(), CLibrary.PROT_READ | CLibrary.PROT_WRITE);
      }
    }
  }

  private void finishPatched() {
    for (Mapping mapping : plan.layout().mappings()) {
      if (plan.patches(mapping)) {
        finish(mapping);
      }
    }
  }

  private void add(long... words) {
    System.arraycopy(words, 0, steps, used, words.length);
    used += STEP_WORDS;
  }

  private void map(Mapping mapping, int protection) {
    int flags = CLibrary.MAP_PRIVATE | CLibrary.MAP_FIXED;
    /* No switch: the first over types spins classes for a millisecond. */
    if (mapping instanceof Mapping.FilePages pages) {
      map(pages, protection, flags, source.descriptor(), pages.fileOffset());
    } else if (mapping instanceof Mapping.Clearing clearing) {
      clear(clearing, protection);
    } else {
      map(mapping, protection, flags | CLibrary.MAP_ANONYMOUS, -1, 0);
    }
  }

  private void map(Mapping pages, int protection, int flags, int descriptor, long offset) {
    add(
        Placer.STEP_SYSTEM_CALL,
        SYS_MMAP,
        pages.start().value(),
        pages.size(),
        protection,
        flags,
        descriptor,
        offset);
  }

  private void protect(Vaddr start, long size, int protection) {
    add(Placer.STEP_SYSTEM_CALL, SYS_MPROTECT, start.value(), size, protection);
  }

  /** Takes the right to write from pages that were writable for their relocation only. */
  private void finish(Mapping mapping) {
    if (!(mapping instanceof Mapping.Clearing)) {
      protect(mapping.start(), mapping.size(), protection(mapping));
    }
  }

  private void clear(Mapping.Clearing clearing, int protection) {
    Vaddr page = new Vaddr(clearing.start().value() & -Layout.PAGE);
    boolean writable = (protection & CLibrary.PROT_WRITE) != 0;
    if (!writable) {
      protect(page, Layout.PAGE, CLibrary.PROT_READ | CLibrary.PROT_WRITE);
    }
    add(Placer.STEP_CLEAR, clearing.start().value(), clearing.size());
    if (!writable) {
      protect(page, Layout.PAGE, protection);
    }
  }

  private static int protection(Mapping mapping) {
    return CLibrary.PROT_READ
        | (mapping.writable() ? CLibrary.PROT_WRITE : 0)
        | (mapping.executable() ? CLibrary.PROT_EXEC : 0);
  }

  /** Copies what is listed; gives its address. */
  private long copyFixups() {
    Fixups fixups = plan.fixups();
    int listed = fixups.listed();
    long targets = Placer.WORK_STEPS + 8L * steps.length;
    long operands = targets + 8L * listed;
    fixups.copyTo(
        work.asSlice(targets, 8L * listed),
        work.asSlice(operands, 8L * listed),
        work.asSlice(operands + 8L * listed, 4L * listed));
    return work.address() + targets;
  }

  /** Adds what is written from the load bias alone. */
  private void addRelative(long targets) {
    addFixes(targets, plan.fixups().listed(), 0, plan.fixups().leading());
    MemorySegment run = plan.fixups().run();
    add(Placer.STEP_RELATIVE, run.address(), run.byteSize() / RELA_SIZE);
  }

  /** Adds what needs ld.so's answers. */
  private void addOthers(long targets) {
    if (rebinding.isPresent()) {
      rebind(rebinding.get());
    }
    Fixups fixups = plan.fixups();
    addFixes(targets, fixups.listed(), fixups.leading(), fixups.listed() - fixups.resolved());
  }

  /** Adds what functions of the image have to say. */
  private void addResolution(long targets) {
    int listed = plan.fixups().listed();
    int resolved = plan.fixups().resolved();
    if (resolved > 0) {
      add(
          Placer.STEP_RESOLVE,
          targets + 8L * (listed - resolved),
          targets + 8L * (2L * listed - resolved),
          targets + 16L * listed + 4L * (listed - resolved),
          resolved,
          plan.carrier().slots().value());
    }
  }

  /** Adds a part of what is listed; its three arrays lie one behind the other. */
  private void addFixes(long targets, int listed, int from, int to) {
    if (from == to) {
      return;
    }
    long operands = targets + 8L * listed;
    add(
        Placer.STEP_FIX,
        targets + 8L * from,
        operands + 8L * from,
        operands + 8L * listed + 4L * from,
        to - from,
        plan.carrier().slots().value());
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
    memory.close();
  }
}
