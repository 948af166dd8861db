package org.alfheim.itests.benchmarks.jmh;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.measure.Library;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/** Looking symbols up in a plugin that is open, and opening it again. */
public final class InUse {
  private static final String FIND = "SymbolLookup.find of the JDK";

  private InUse() {}

  /** Its lines. */
  public static List<Task> tasks() {
    return List.of(
        task("hit", Line.time("a look-up of a symbol", FIND)),
        task("miss", Line.time("a miss of a look-up", FIND, Target.valueAtMost(8))),
        task("again", Line.time("open again", "dlopen again", Target.valueAtMost(1000))));
  }

  private static Task task(String name, Line line) {
    return new Task(line, bench -> measure(name, bench));
  }

  private static Outcome measure(String name, Workbench bench) throws IOException {
    if (Library.LIBZ.file().isEmpty()) {
      return new Outcome.LeftOut(Library.LIBZ.absence());
    }
    Map<String, Double> values =
        Jmh.run(
            InUseBenchmark.class,
            name + "_.*",
            bench,
            "-Dalfheim.library=" + Library.LIBZ.file().get());
    return Outcome.Measured.of(values.get(name + "_alfheim"), values.get(name + "_peer"));
  }
}
