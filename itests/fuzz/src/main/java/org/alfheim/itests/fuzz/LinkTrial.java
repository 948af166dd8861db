package org.alfheim.itests.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.linker.LinkOptions;
import org.alfheim.linker.LinkedImage;
import org.alfheim.linker.Linker;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;

/**
 * One input before the linker: alone, or with a sound object that has what it refers to, and by
 * options that its bytes choose. What comes out is an image that a loader reads.
 */
public final class LinkTrial {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long SECOND = 1_000_000_000L;

  /** What is allocated for any file, however small: the padding that the linker grants. */
  private static final long BASE_MEMORY = 80 << 20;

  private static final long MEMORY_FACTOR = 256;

  /** How far an input came. */
  public enum Outcome {
    /** It is no object, or is damaged. */
    REFUSED,
    /** Its objects can't be one shared object. */
    NOT_LINKED,
    /** It became an image. */
    LINKED
  }

  private final byte[] companion;
  private final MemorySegment bytes;

  private LinkTrial(byte[] companion, MemorySegment bytes) {
    this.companion = companion;
    this.bytes = bytes.asReadOnly();
  }

  /**
   * Gives an input to the linker.
   *
   * @param companion a sound object; empty for none
   * @param bytes the input
   * @return how far it came
   * @throws Finding if anything happened that may not happen
   */
  static Outcome run(byte[] companion, MemorySegment bytes) {
    LinkTrial trial = new LinkTrial(companion, bytes);
    Measured first = trial.measured();
    /* To load a class is work of the JVM's, and of who instruments it. So the second time counts. */
    Measured counts = trial.isTooMuch(first) ? trial.measured() : first;
    Finding.unless(
        !trial.isTooMuch(counts),
        "a link took " + counts.bytes() + " bytes of memory, and " + counts.time() + " ns");
    return counts.outcome();
  }

  /**
   * What a link took.
   *
   * @param bytes of memory that was allocated
   * @param time nanoseconds, by the clock or of the processor's time, whichever is less
   */
  private record Measured(Outcome outcome, long bytes, long time) {}

  private boolean isTooMuch(Measured link) {
    long limit = BASE_MEMORY + MEMORY_FACTOR * (bytes.byteSize() + companion.length);
    return link.bytes() > limit || link.time() > SECOND;
  }

  private Measured measured() {
    long started = System.nanoTime();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long processor = THREADS.getCurrentThreadCpuTime();
    Outcome outcome;
    try {
      outcome = run();
    } catch (Finding finding) {
      throw finding;
    } catch (RuntimeException | Error wrong) {
      throw new Finding("neither an image nor a refusal: " + wrong, wrong);
    }
    return new Measured(
        outcome,
        THREADS.getCurrentThreadAllocatedBytes() - before,
        Math.min(System.nanoTime() - started, THREADS.getCurrentThreadCpuTime() - processor));
  }

  private Outcome run() {
    LinkedImage image;
    try {
      image = link();
    } catch (ElfException refusal) {
      sound(refusal);
      return Outcome.REFUSED;
    } catch (LinkException refusal) {
      sound(refusal);
      return Outcome.NOT_LINKED;
    }
    try {
      ImageRules.check(SharedObject.parse("output", image.bytes()));
    } catch (ElfException refusal) {
      throw new Finding("an image that no loader takes: " + refusal, refusal);
    }
    return Outcome.LINKED;
  }

  private LinkedImage link() {
    int choice = choice();
    List<Input> inputs = new ArrayList<>();
    inputs.add(
        new Input("input", bytes, _ -> Optional.of(MemorySegment.ofArray(companion).asReadOnly())));
    if ((choice & 1) != 0 && companion.length > 0 && !isThin()) {
      int place = (choice >> 1) & 1;
      inputs.add(place, Input.of("companion", MemorySegment.ofArray(companion).asReadOnly()));
    }
    LinkOptions.Members members =
        (choice & 4) != 0 ? LinkOptions.Members.ALL : LinkOptions.Members.REFERRED;
    return Linker.link(
        inputs,
        new LinkOptions("", members, List.of(), List.of(), (choice & 8) != 0, (choice & 16) != 0));
  }

  /** It has the other object already. */
  private boolean isThin() {
    return bytes.byteSize() > 2 && bytes.get(ValueLayout.JAVA_BYTE, 2) == 't';
  }

  /** The same for the same bytes. */
  private int choice() {
    long sum = 0;
    for (long at = 0; at + 8 <= bytes.byteSize(); at += 8) {
      sum = 31 * sum + bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
    }
    return (int) (sum ^ sum >>> 29) & 31;
  }

  private static void sound(RuntimeException refusal) {
    String message = refusal.getMessage();
    Finding.unless(
        message != null && !message.isBlank() && message.lines().count() == 1,
        "a refusal that says nothing, or too much: " + refusal);
  }
}
