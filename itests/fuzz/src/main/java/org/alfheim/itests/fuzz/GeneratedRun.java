package org.alfheim.itests.fuzz;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Many inputs of the {@link FieldGenerator}, seed files in turn. */
public final class GeneratedRun {
  private static final long REPORT = 5_000_000_000L;

  private final Map<String, byte[]> seeds;
  private final Path findings;
  private final Consumer<String> progress;
  private final Map<Trial.Outcome, Long> outcomes = new EnumMap<>(Trial.Outcome.class);
  private long inputs;
  private int found;

  /**
   * A run.
   *
   * @param seeds sound files, by name
   * @param findings the folder for inputs that must be looked at; an input that the process does
   *     not survive is the file {@code running} there
   * @param progress gets a line every few seconds
   */
  public GeneratedRun(Map<String, byte[]> seeds, Path findings, Consumer<String> progress) {
    this.seeds = Map.copyOf(seeds);
    this.findings = findings;
    this.progress = progress;
    for (Trial.Outcome outcome : Trial.Outcome.values()) {
      outcomes.put(outcome, 0L);
    }
  }

  /**
   * Tries inputs until there were enough of them or the time is over.
   *
   * @param most how many inputs
   * @param nanos how long
   * @param seed what the inputs depend on
   * @throws IOException if a finding cannot be written
   */
  public void run(long most, long nanos, long seed) throws IOException {
    Files.createDirectories(findings);
    for (byte[] sound : seeds.values()) {
      Trial.run(MemorySegment.ofArray(sound));
    }
    List<FieldGenerator> generators =
        seeds.keySet().stream()
            .sorted()
            .map(name -> new FieldGenerator(seeds.get(name), seed ^ name.hashCode()))
            .toList();
    long started = System.nanoTime();
    long reported = started;
    while (inputs < most && found < 20) {
      for (FieldGenerator generator : generators) {
        one(generator.next());
      }
      long now = System.nanoTime();
      if (now - started > nanos) {
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
      outcomes.merge(Trial.run(input), 1L, Long::sum);
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
  public Map<Trial.Outcome, Long> outcomes() {
    return Map.copyOf(outcomes);
  }

  /** How many findings there were. */
  public int found() {
    return found;
  }

  @Override
  public String toString() {
    return String.format(
        "%,d inputs: %,d refused, %,d parsed, %,d planned, %d findings",
        inputs,
        outcomes.get(Trial.Outcome.REFUSED),
        outcomes.get(Trial.Outcome.PARSED),
        outcomes.get(Trial.Outcome.PLANNED),
        found);
  }
}
