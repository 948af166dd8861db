package org.alfheim.itests.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.inspect.Inspection;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.PlanText;
import org.alfheim.internal.plan.Planner;

/** One input before everything that reads files. */
public final class Trial {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long SECOND = 1_000_000_000L;

  /** What is allocated for any file, however small: messages, and the classes for them. */
  private static final long BASE_MEMORY = 4 << 20;

  /** Bytes of memory for each byte of a file, in one step. */
  private static final long MEMORY_FACTOR = 16;

  private static final Planner PLANNER = new Planner(Map.of());

  /** How far an input came. */
  public enum Outcome {
    /** It is no image that can be loaded. */
    REFUSED,
    /** It can be parsed, and not planned. */
    PARSED,
    /** It has a plan. */
    PLANNED
  }

  private final MemorySegment bytes;
  private final long limit;

  private Trial(MemorySegment bytes) {
    this.bytes = bytes.asReadOnly();
    this.limit = BASE_MEMORY + MEMORY_FACTOR * bytes.byteSize();
  }

  /**
   * Gives an input to everything.
   *
   * @param bytes the input
   * @return how far it came
   * @throws Finding if anything happened that may not happen
   */
  public static Outcome run(MemorySegment bytes) {
    long started = System.nanoTime();
    long processor = THREADS.getCurrentThreadCpuTime();
    Outcome outcome;
    try {
      outcome = new Trial(bytes).run();
    } catch (Finding finding) {
      throw finding;
    } catch (RuntimeException | Error wrong) {
      throw new Finding("neither a value nor an ElfException: " + wrong, wrong);
    }
    if (System.nanoTime() - started > SECOND
        && THREADS.getCurrentThreadCpuTime() - processor > SECOND) {
      throw new Finding("more than a second");
    }
    return outcome;
  }

  private Outcome run() {
    measured("inspection", this::inspect);
    SharedObject image = measured("parse", this::parse);
    if (image == null) {
      return Outcome.REFUSED;
    }
    ImageRules.check(image);
    Plan plan = measured("plan", () -> plan(image));
    if (plan == null) {
      return Outcome.PARSED;
    }
    PlanRules.check(plan);
    carrier(plan.carrier());
    carrier(plan.carrier().gate());
    plan.carrier().probe().ifPresent(this::carrier);
    List<String> text = PlanText.of(plan, _ -> Optional.empty());
    Finding.unless(!text.isEmpty(), "a plan without text");
    return Outcome.PLANNED;
  }

  /** A step, once more if it took much memory: the first of its kind loads classes. */
  private <T> T measured(String step, Supplier<T> work) {
    for (int i = 0; ; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      T result = work.get();
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated <= limit) {
        return result;
      }
      if (i > 0) {
        throw new Finding(step + " took " + allocated + " bytes of memory for " + bytes.byteSize());
      }
    }
  }

  private Inspection inspect() {
    try {
      return Inspection.of("input", bytes);
    } catch (ElfException refusal) {
      sound(refusal);
      return null;
    }
  }

  private SharedObject parse() {
    try {
      return SharedObject.parse("input", bytes);
    } catch (ElfException refusal) {
      sound(refusal);
      return null;
    }
  }

  private static Plan plan(SharedObject image) {
    try {
      return PLANNER.plan(image, Identity.file("/lib/input.so"));
    } catch (ElfException refusal) {
      sound(refusal);
      return null;
    }
  }

  private static void sound(ElfException refusal) {
    Finding.unless(
        !refusal.problem().isBlank() && refusal.getMessage().startsWith("input: "),
        "a refusal that says nothing: " + refusal);
  }

  private void carrier(Carrier carrier) {
    Finding.unless(carrier.size() <= limit, "a carrier of " + carrier.size() + " bytes");
    byte[] file = new byte[(int) carrier.size()];
    carrier.writeTo(MemorySegment.ofArray(file), Carrier.Tasks.NONE);
    CarrierRules.check(file);
    Finding.unless(carrier.finiArraySize().compareTo(carrier.start()) > 0, "DT_FINI_ARRAYSZ");
  }
}
