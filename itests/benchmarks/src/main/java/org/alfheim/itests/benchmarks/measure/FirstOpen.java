package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.First;
import org.alfheim.itests.benchmarks.process.ClassPath;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/**
 * The first thing that a JVM does with native code: an open, a call, a load; each in fresh JVMs.
 */
public final class FirstOpen {
  private static final String CALL = "first FFM downcall (getpid)";

  private Times plain;
  private Times cached;

  /** What a JVM does first. */
  private enum Deed {
    OPEN,
    CALL,
    LOAD
  }

  /**
   * What it took.
   *
   * @param within the deed alone
   * @param whole the process, from its start to its end
   */
  private record Times(Map<Deed, Double> within, Map<Deed, Double> whole) {}

  /** Nothing is measured yet. */
  public FirstOpen() {}

  /** Its lines. */
  public List<Task> tasks() {
    return List.of(
        new Task(
            Line.time("first open of a JVM: libz", CALL, Target.ratioAtMost(1.2)),
            bench -> compare(plain(bench).within(), Deed.CALL)),
        new Task(
            Line.time("first open of a JVM: libz", "System.load"),
            bench -> compare(plain(bench).within(), Deed.LOAD)),
        new Task(
            Line.time("first open of a JVM, whole process: libz", CALL),
            bench -> compare(plain(bench).whole(), Deed.CALL)),
        new Task(
            Line.time("first open of a JVM, start-up cache: libz", CALL + ", so too"),
            bench -> compare(cached(bench).within(), Deed.CALL)),
        new Task(
            Line.time("first open of a JVM, cache, whole process: libz", CALL + ", so too"),
            bench -> compare(cached(bench).whole(), Deed.CALL)));
  }

  private static Outcome compare(Map<Deed, Double> times, Deed peer) {
    return Library.LIBZ.file().isEmpty()
        ? new Outcome.LeftOut(Library.LIBZ.absence())
        : Outcome.Measured.of(times.get(Deed.OPEN), times.get(peer));
  }

  private Times plain(Workbench bench) throws IOException, InterruptedException {
    if (plain == null) {
      Jvm jvm = Jvm.in(bench.folder());
      plain = times(Map.of(Deed.OPEN, jvm, Deed.CALL, jvm, Deed.LOAD, jvm), bench);
    }
    return plain;
  }

  /** Each deed with a cache that was made by doing it. */
  private Times cached(Workbench bench) throws IOException, InterruptedException {
    if (cached == null) {
      try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
        Jvm jvm = Jvm.in(folder.path()).on(ClassPath.jars(folder.path()));
        Map<Deed, Jvm> jvms = new EnumMap<>(Deed.class);
        for (Deed deed : List.of(Deed.OPEN, Deed.CALL)) {
          Path cache = folder.path().resolve(deed + ".aot");
          run(jvm.with("-XX:AOTCacheOutput=" + cache), deed);
          jvms.put(deed, jvm.with("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
        }
        cached = times(jvms, bench);
      }
    }
    return cached;
  }

  private static Times times(Map<Deed, Jvm> jvms, Workbench bench)
      throws IOException, InterruptedException {
    int rounds = bench.effort().fresh();
    Map<Deed, double[]> within = new EnumMap<>(Deed.class);
    Map<Deed, double[]> whole = new EnumMap<>(Deed.class);
    for (int i = 0; i < rounds; i++) {
      for (Map.Entry<Deed, Jvm> each : jvms.entrySet()) {
        Jvm.Result result = run(each.getValue(), each.getKey());
        within.merge(each.getKey(), result.numbers(), Values::concat);
        whole.merge(each.getKey(), new double[] {result.ended().nanoseconds()}, Values::concat);
      }
    }
    return new Times(middles(within), middles(whole));
  }

  private static Map<Deed, Double> middles(Map<Deed, double[]> values) {
    Map<Deed, Double> middles = new EnumMap<>(Deed.class);
    values.forEach((deed, all) -> middles.put(deed, Values.middle(all)));
    return middles;
  }

  private static Jvm.Result run(Jvm jvm, Deed deed) throws IOException, InterruptedException {
    return jvm.run(
        First.class,
        deed.name().toLowerCase(Locale.ROOT),
        Library.LIBZ.file().orElse(Path.of("/nowhere")));
  }
}
