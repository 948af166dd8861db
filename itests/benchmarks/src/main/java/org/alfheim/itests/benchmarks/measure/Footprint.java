package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.Leave;
import org.alfheim.itests.benchmarks.probe.Opener;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;
import org.alfheim.itests.benchmarks.report.Unit;

/**
 * What a small plugin leaves in the process. The heap is resident from the beginning, and nothing
 * is compiled, so that what else a JVM grows by is small beside it.
 */
public final class Footprint {
  private static final String[] STILL = {
    "-Xint", "-XX:+UseSerialGC", "-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"
  };
  private static final String WHAT = "a plugin of 15 KB: ";
  private static final int KIB = 1024;

  /** What {@link Leave} tells, in its order. */
  private static final int MAPPINGS = 0;

  private static final int HEAP = 1;
  private static final int RESIDENT = 2;
  private static final int PROPORTIONAL = 3;

  private double[] alfheim;
  private double[] dlopen;

  /** Nothing is measured yet. */
  public Footprint() {}

  /** Its lines. */
  public List<Task> tasks() {
    return List.of(
        task("mappings", MAPPINGS, Unit.COUNT, Target.valueAtMost(6)),
        new Task(
            new Line(WHAT + "heap", "", Unit.BYTES, Target.valueAtMost(20 * KIB)),
            bench -> {
              measure(bench);
              return new Outcome.Measured(alfheim[HEAP], OptionalDouble.empty(), "");
            }),
        task("resident memory", RESIDENT, Unit.BYTES, Target.valueAtMost(60 * KIB)),
        task("its share of it (Pss)", PROPORTIONAL, Unit.BYTES, Target.NONE));
  }

  private Task task(String what, int index, Unit unit, Target target) {
    return new Task(
        new Line(WHAT + what, "dlopen(RTLD_NOW)", unit, target),
        bench -> {
          measure(bench);
          return Outcome.Measured.of(alfheim[index], dlopen[index]);
        });
  }

  private void measure(Workbench bench) throws IOException, InterruptedException {
    if (alfheim != null) {
      return;
    }
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      int uncounted = bench.effort().copies() / 2;
      Path copies = PluginCopies.make(folder.path(), uncounted + 2 * bench.effort().copies());
      Jvm jvm = Jvm.in(folder.path()).with(STILL);
      alfheim = jvm.run(Leave.class, Opener.ALFHEIM, copies, uncounted).numbers();
      dlopen = jvm.run(Leave.class, Opener.DLOPEN, copies, uncounted).numbers();
    }
  }
}
