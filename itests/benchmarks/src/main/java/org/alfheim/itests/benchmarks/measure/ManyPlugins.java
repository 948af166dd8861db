package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alfheim.itests.benchmarks.Effort;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.OpenByThreads;
import org.alfheim.itests.benchmarks.probe.Opener;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;
import org.alfheim.itests.benchmarks.report.Unit;

/** Many small plugins, opened by several threads at once. */
public final class ManyPlugins {
  private static final int THREADS = 8;

  private final int count;
  private Readings readings;

  /**
   * What it took.
   *
   * @param whole from the begin to the end, in nanoseconds
   * @param used by all processors, in nanoseconds
   */
  private record Taken(double whole, double used) {}

  /** What it took Alfheim and {@code dlopen} by eight threads, and Alfheim by one. */
  private record Readings(Taken alfheim, Taken dlopen, Taken alone) {}

  /** So many as the effort says. */
  public ManyPlugins(Effort effort) {
    this.count = effort.plugins();
  }

  /** Its lines. */
  public List<Task> tasks() {
    String many = String.format(Locale.ROOT, "%,d plugins by %d threads", count, THREADS);
    return List.of(
        new Task(
            Line.time(many, "dlopen by " + THREADS + " threads", Target.ratioAtMost(3)),
            bench ->
                Outcome.Measured.of(
                    readings(bench).alfheim().whole(), readings(bench).dlopen().whole())),
        new Task(
            new Line(
                many + ", how many a second",
                "Alfheim by one thread",
                Unit.PER_SECOND,
                Target.ratioAtLeast(1.6)),
            bench ->
                Outcome.Measured.of(
                    count * 1e9 / readings(bench).alfheim().whole(),
                    count * 1e9 / readings(bench).alone().whole())),
        new Task(
            Line.time(many + ", processors' time of each", "dlopen by " + THREADS + " threads"),
            bench ->
                Outcome.Measured.of(
                    readings(bench).alfheim().used() / count,
                    readings(bench).dlopen().used() / count)),
        new Task(
            Line.time(
                many + ", processors' time beside one thread",
                "Alfheim by one thread",
                Target.ratioAtMost(1.1)),
            bench ->
                Outcome.Measured.of(
                    readings(bench).alfheim().used() / count,
                    readings(bench).alone().used() / count)));
  }

  private Readings readings(Workbench bench) throws IOException, InterruptedException {
    if (readings == null) {
      try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
        Path copies = PluginCopies.make(folder.path(), count);
        List<Taken> alfheim = new ArrayList<>();
        List<Taken> dlopen = new ArrayList<>();
        List<Taken> alone = new ArrayList<>();
        for (int i = 0; i < bench.effort().rounds(); i++) {
          alfheim.add(take(Opener.ALFHEIM, THREADS, copies));
          dlopen.add(take(Opener.DLOPEN, THREADS, copies));
          alone.add(take(Opener.ALFHEIM, 1, copies));
        }
        readings = new Readings(middle(alfheim), middle(dlopen), middle(alone));
      }
    }
    return readings;
  }

  private static Taken take(Opener opener, int threads, Path copies)
      throws IOException, InterruptedException {
    Path before = Library.SMALL.file().orElseThrow(() -> new IOException(Library.SMALL.absence()));
    double[] values =
        Jvm.in(copies.getParent())
            .run(OpenByThreads.class, opener, threads, before, copies)
            .numbers();
    return new Taken(values[0], values[1]);
  }

  private static Taken middle(List<Taken> all) {
    return new Taken(
        Values.middle(all.stream().mapToDouble(Taken::whole).toArray()),
        Values.middle(all.stream().mapToDouble(Taken::used).toArray()));
  }
}
