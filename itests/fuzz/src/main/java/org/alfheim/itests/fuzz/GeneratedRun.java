package org.alfheim.itests.fuzz;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Many inputs of the {@link FieldGenerator}, seed files in turn.
 *
 * @param <O> how far an input can come
 */
public final class GeneratedRun<O extends Enum<O>> {
  private static final long REPORT = 5_000_000_000L;

  private final Target<O> target;
  private final Path findings;
  private final Consumer<String> progress;
  private final Map<O, Long> outcomes;
  private long inputs;
  private int found;

  /**
   * A run.
   *
   * @param target what is broken, and what it is given to
   * @param findings the folder for inputs that must be looked at; an input that the process does
   *     not survive is the file {@code running} there
   * @param progress gets a line every few seconds
   */
  public GeneratedRun(Target<O> target, Path findings, Consumer<String> progress) {
    this.target = target;
    this.findings = findings;
    this.progress = progress;
    this.outcomes = new EnumMap<>(target.outcomes());
    for (O outcome : target.outcomes().getEnumConstants()) {
      outcomes.put(outcome, 0L);
    }
  }

  /**
   * Tries inputs until there were enough of them or the time is over.
   *
   * @param least how many inputs are tried however long it takes
   * @param most how many inputs are enough
   * @param nanos how long
   * @param seed what the inputs depend on
   * @throws IOException if a finding cannot be written
   */
  public void run(long least, long most, long nanos, long seed) throws IOException {
    Files.createDirectories(findings);
    Map<String, byte[]> seeds = target.seeds();
    for (byte[] sound : seeds.values()) {
      Object _ = target.trial().apply(MemorySegment.ofArray(sound));
    }
    List<FieldGenerator> generators =
        seeds.keySet().stream()
            .sorted()
            .map(name -> {
              byte[] sound = seeds.get(name);
              return new FieldGenerator(
                  sound, target.fields().apply(sound), seed ^ name.hashCode());
            })
            .toList();
    long started = System.nanoTime();
    long reported = started;
    while (inputs < most && found < 20) {
      for (FieldGenerator generator : generators) {
        one(generator.next());
      }
      long now = System.nanoTime();
      if (now - started > nanos && inputs >= least) {
        break;
      }
      if (now - reported > REPORT) {
        reported = now;
        progress.accept(this.toString());
      }
    }
  }

  private void one(MemorySegment input) throws IOException {
    inputs++;
    try {
      outcomes.merge(target.trial().apply(input), 1L, Long::sum);
    } catch (Finding finding) {
      Path file = findings.resolve("finding-" + found++);
      Files.write(file, input.toArray(ValueLayout.JAVA_BYTE));
      progress.accept(file + ": " + describe(finding));
    }
  }

  private static String describe(Finding finding) {
    Throwable where = finding.getCause() == null ? finding : finding.getCause();
    StackTraceElement[] trace = where.getStackTrace();
    StringBuilder text = new StringBuilder(finding.getMessage());
    for (int i = 0; i < Math.min(4, trace.length); i++) {
      text.append(" <- ").append(trace[i]);
    }
    return text.toString();
  }

  /** How many inputs were tried. */
  public long inputs() {
    return inputs;
  }

  /** How many inputs came to an end. */
  public Map<O, Long> outcomes() {
    return Map.copyOf(outcomes);
  }

  /** How many findings there were. */
  public int found() {
    return found;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(String.format("%,d inputs: ", inputs));
    outcomes.forEach((outcome, count) ->
        text.append(String.format("%,d %s, ", count, outcome.name().toLowerCase(Locale.ROOT))));
    return text.append(found).append(" findings").toString();
  }
}
