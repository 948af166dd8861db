package org.alfheim.itests.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.alfheim.elf.SharedObject;
import org.alfheim.itests.fuzz.LiveSeeds.LiveSeed;

/**
 * Opens broken libraries in processes of their own: each is opened or refused with a typed reason,
 * and no process dies of one.
 */
public final class LiveRun {
  /** A worker that takes longer for one library is ended. */
  private static final int SECONDS = 60;

  /** What is opened stays open, and a process has 65,530 mappings. */
  private static final int BATCH = 500;

  private static final int MOST_FINDINGS = 20;
  private static final String OWN_CODE = "died in its own code";

  private static final long REPORT = 5_000_000_000L;

  private final Path findings;
  private final Consumer<String> progress;
  private final SortedMap<String, Long> outcomes = new TreeMap<>();
  private long inputs;
  private int found;
  private long deadline;
  private long reported = System.nanoTime();

  /** How libraries are broken. */
  public enum Way {
    /** One field after the other. */
    BY_FIELD {
      @Override
      Mutants mutants(byte[] sound, long seed) {
        return new FieldByField(sound);
      }
    },
    /** One to six fields by chance. */
    BY_CHANCE {
      @Override
      Mutants mutants(byte[] sound, long seed) {
        return new FieldGenerator(sound, Fields.of(sound), seed);
      }
    };

    abstract Mutants mutants(byte[] sound, long seed);
  }

  /**
   * A run.
   *
   * @param findings the folder for libraries that a process did not survive, and reports of its
   *     crash
   * @param progress gets a line every few seconds, and one for each finding
   */
  public LiveRun(Path findings, Consumer<String> progress) {
    this.findings = findings;
    this.progress = progress;
  }

  /**
   * Opens mutants until there were enough of them or the time is over: first field by field, then
   * by chance.
   *
   * @param seeds what is broken
   * @param most how many mutants
   * @param nanos how long
   * @param seed what chance depends on
   * @throws IOException if a worker can't be started, or a finding not be written
   * @throws InterruptedException if the wait for a worker is interrupted
   */
  public void run(List<LiveSeed> seeds, long most, long nanos, long seed)
      throws IOException, InterruptedException {
    Files.createDirectories(findings);
    deadline = System.nanoTime() + nanos;
    List<Integer> fields = new ArrayList<>();
    int longest = 0;
    for (LiveSeed library : seeds) {
      int count = new FieldByField(Files.readAllBytes(library.library())).count();
      fields.add(count);
      longest = Math.max(longest, count);
    }
    for (int from = 0; from < longest; from += BATCH) {
      for (int i = 0; i < seeds.size(); i++) {
        batch(seeds.get(i), Way.BY_FIELD, seed, from, Math.min(BATCH, fields.get(i) - from), most);
      }
    }
    for (int from = 0; !over(most); from += BATCH) {
      for (LiveSeed library : seeds) {
        batch(library, Way.BY_CHANCE, seed, from, BATCH, most);
      }
    }
  }

  /**
   * Opens some mutants of each seed, broken by chance.
   *
   * @param seeds what is broken
   * @param count how many mutants of each
   * @param seed what chance depends on
   * @throws IOException if a worker can't be started, or a finding not be written
   * @throws InterruptedException if the wait for a worker is interrupted
   */
  public void sample(List<LiveSeed> seeds, int count, long seed)
      throws IOException, InterruptedException {
    Files.createDirectories(findings);
    deadline = Long.MAX_VALUE;
    for (LiveSeed library : seeds) {
      batch(library, Way.BY_CHANCE, seed, 0, count, Long.MAX_VALUE);
    }
  }

  private boolean over(long most) {
    return inputs >= most || found >= MOST_FINDINGS || System.nanoTime() > deadline;
  }

  private void batch(LiveSeed seed, Way way, long chance, int from, int count, long most)
      throws IOException, InterruptedException {
    int end = from + (int) Math.min(count, most - inputs);
    int next = from;
    while (next < end && !over(most)) {
      next = new Worker(seed, way, chance).run(next, end - next);
      if (System.nanoTime() - reported > REPORT) {
        reported = System.nanoTime();
        progress.accept(toString());
      }
    }
  }

  /** One process, and what comes of it. */
  private final class Worker {
    private final LiveSeed seed;
    private final Way way;
    private final long chance;
    private int current = -1;
    private boolean answered = true;
    private boolean ended;
    private final List<Integer> opened = new ArrayList<>();

    Worker(LiveSeed seed, Way way, long chance) {
      this.seed = seed;
      this.way = way;
      this.chance = chance;
    }

    /** Runs a worker to its end; gives the number of the first mutant that it has not opened. */
    int run(int from, int count) throws IOException, InterruptedException {
      ProcessBuilder builder =
          new ProcessBuilder(command(from, count))
              .redirectErrorStream(true)
              .directory(findings.toFile());
      /* Room for all of a batch: what is opened is never given back. */
      builder.environment().put("GLIBC_TUNABLES", "glibc.rtld.optional_static_tls=100000");
      Process process = builder.start();
      Watchdog watchdog = new Watchdog(process);
      try (BufferedReader lines = process.inputReader(StandardCharsets.ISO_8859_1)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int mark = line.indexOf(LiveWorker.MARK);
          if (mark >= 0) {
            watchdog.reset();
            take(line.substring(mark + LiveWorker.MARK.length()));
          }
        }
      }
      int status = process.waitFor();
      watchdog.stop();
      if (!answered) {
        died(status, "when it was opened", current);
        return current + 1;
      }
      if (current < 0) {
        /* Another one would say as much, for ever. */
        throw new IOException(
            "a worker for " + seed.name() + " ended before its first library, status " + status);
      }
      if (status != 0) {
        diedLater(status, from);
      }
      return ended ? from + count : current + 1;
    }

    private List<String> command(int from, int count) {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=" + findings.resolve("hs_err_%p.log"),
          "--enable-native-access=ALL-UNNAMED",
          "-cp",
          System.getProperty("java.class.path"),
          LiveWorker.class.getName(),
          seed.library().toString(),
          seed.client().toString(),
          way.name(),
          Long.toString(chance),
          Integer.toString(from),
          Integer.toString(count));
    }

    private void take(String line) throws IOException {
      if (line.equals(LiveWorker.END)) {
        ended = true;
      } else if (!line.isEmpty() && Character.isDigit(line.charAt(0))) {
        current = Integer.parseInt(line);
        answered = false;
        inputs++;
      } else {
        answered = true;
        if (line.startsWith(LiveWorker.WRONG)) {
          finding(current, line);
        } else {
          outcomes.merge(line, 1L, Long::sum);
          if (line.equals(LiveWorker.OPENED)) {
            opened.add(current);
          }
        }
      }
    }

    private void died(int status, String when, int mutant) throws IOException {
      Optional<Crash> crash = Crash.takeFrom(findings);
      if (crash.isPresent() && crash.get().inLibrary(span(mutant(mutant)))) {
        outcomes.merge(OWN_CODE, 1L, Long::sum);
      } else {
        finding(mutant, "the process died " + when + ", status " + status + describe(crash));
      }
    }

    /** Which of those that are open was it? Each alone tells. */
    private void diedLater(int status, int from) throws IOException, InterruptedException {
      if (opened.size() == 1) {
        died(status, "at its exit", opened.getFirst());
        return;
      }
      long before = deaths();
      for (int mutant : List.copyOf(opened)) {
        new Worker(seed, way, chance).again(mutant);
      }
      if (deaths() == before) {
        finding(
            current,
            "the process died, status "
                + status
                + ", of mutants from "
                + from
                + describe(Crash.takeFrom(findings)));
      }
    }

    private long deaths() {
      return found + outcomes.getOrDefault(OWN_CODE, 0L);
    }

    private void again(int mutant) throws IOException, InterruptedException {
      long all = inputs;
      run(mutant, 1);
      inputs = all;
    }

    private static String describe(Optional<Crash> crash) {
      return crash.isPresent() ? ", in " + crash.get().frame() : "";
    }

    private byte[] mutant(int number) throws IOException {
      Mutants mutants = way.mutants(Files.readAllBytes(seed.library()), chance);
      for (int i = 0; i < number; i++) {
        mutants.next();
      }
      return mutants.next().toArray(ValueLayout.JAVA_BYTE);
    }

    /** How far the segments of a library reach that has come to be executed. */
    private long span(byte[] library) {
      return SharedObject.parse(seed.name(), MemorySegment.ofArray(library))
          .loadSegments()
          .getLast()
          .end()
          .value();
    }

    private void finding(int mutant, String what) throws IOException {
      Path file = findings.resolve(seed.name() + '-' + way + '-' + mutant + ".so");
      Files.write(file, mutant(mutant));
      found++;
      progress.accept(file + ": " + what);
    }
  }

  /** Ends a process that says nothing for long. */
  private static final class Watchdog {
    private final Thread thread;
    private volatile long last = System.nanoTime();

    Watchdog(Process process) {
      thread = Thread.ofVirtual().start(() -> watch(process));
    }

    void reset() {
      last = System.nanoTime();
    }

    void stop() {
      thread.interrupt();
    }

    private void watch(Process process) {
      try {
        while (System.nanoTime() - last < TimeUnit.SECONDS.toNanos(SECONDS)) {
          Thread.sleep(500);
        }
        process.destroyForcibly();
      } catch (InterruptedException e) {
        /* The process has ended. */
        return;
      }
    }
  }

  /** How many mutants were opened, or tried to be. */
  public long inputs() {
    return inputs;
  }

  /** How many there are of each outcome. */
  public SortedMap<String, Long> outcomes() {
    return new TreeMap<>(outcomes);
  }

  /** How many findings there were. */
  public int found() {
    return found;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(String.format("%,d libraries", inputs));
    outcomes.forEach((outcome, count) -> text.append(String.format(", %,d %s", count, outcome)));
    return text + ", " + found + " findings";
  }
}
