package org.alfheim.itests.benchmarks.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.process.Compiler;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/** Structures as records and views, beside plain calls and the other ways that Java has. */
public final class StructureCalls {
  /** A plain call stands for what nobody can beat; a structure may cost so many times that. */
  private static final Target SMALL = Target.ratioAtMost(1.2);

  private static final Target LARGE = Target.ratioAtMost(4);
  private static final Target FIELD = Target.ratioAtMost(1.5);

  /** In nanoseconds. */
  private static final Target ERRNO = Target.excessAtMost(5);

  private final Map<Kind, Map<String, Double>> readings = new EnumMap<>(Kind.class);

  /** What is done with a structure. */
  private enum Kind {
    small("8 bytes by value"),
    pair("16 bytes by value"),
    smallResult("8 bytes as the result"),
    pairResult("16 bytes as the result"),
    large("32 bytes by value"),
    largeResult("32 bytes as the result"),
    behind("8 bytes behind a pointer"),
    back("8 bytes behind a pointer, and back"),
    field("a field of a view, read"),
    fieldSet("a field of a view, written"),
    errno("@Errno");

    private final String what;

    Kind(String what) {
      this.what = what;
    }
  }

  /** Nothing is measured yet. */
  public StructureCalls() {}

  /** Its lines. */
  public List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (Kind kind : List.of(Kind.small, Kind.pair, Kind.smallResult, Kind.pairResult)) {
      tasks.add(task(kind, "plain", "a call with numbers", SMALL));
      others(kind, tasks);
    }
    for (Kind kind : List.of(Kind.large, Kind.largeResult)) {
      tasks.add(task(kind, "plain", "a call with numbers", LARGE));
      others(kind, tasks);
    }
    others(Kind.behind, tasks);
    others(Kind.back, tasks);
    for (Kind kind : List.of(Kind.field, Kind.fieldSet)) {
      tasks.add(task(kind, "ffm", "a constant VarHandle", FIELD));
      tasks.add(task(kind, "jna", "JNA", Target.ahead()));
    }
    tasks.add(task(Kind.errno, "plain", "without", ERRNO));
    return List.copyOf(tasks);
  }

  private void others(Kind kind, List<Task> tasks) {
    tasks.add(task(kind, "ffm", "FFM by hand", Target.ratioAtMost(1.02)));
    tasks.add(task(kind, "jna", "JNA, direct mapping", Target.ahead()));
  }

  private Task task(Kind kind, String way, String peer, Target target) {
    return new Task(
        Line.time("structure: " + kind.what, peer, target), bench -> measure(kind, way, bench));
  }

  private Outcome measure(Kind kind, String way, Workbench bench)
      throws IOException, InterruptedException {
    if (!readings.containsKey(kind)) {
      String library = Compiler.typedLibrary("structures.c", bench.folder()).toString();
      readings.put(
          kind,
          Jmh.run(
              StructureBenchmark.class,
              kind.name() + "_.*",
              bench,
              "-Dalfheim.structures=" + library));
    }
    Map<String, Double> values = readings.get(kind);
    return Outcome.Measured.of(
        values.get(kind.name() + "_alfheim"), values.get(kind.name() + "_" + way));
  }
}
