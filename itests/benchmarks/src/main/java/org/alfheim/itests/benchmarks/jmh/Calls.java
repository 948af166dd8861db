package org.alfheim.itests.benchmarks.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.process.Compiler;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/** Calls through an interface that Alfheim has bound, beside the other ways that Java has. */
public final class Calls {
  private final Map<Kind, Map<String, Double>> readings = new HashMap<>();

  /** The kinds of calls. */
  private enum Kind {
    plain("two numbers"),
    critical("two numbers, @Critical"),
    callback("a callback for the call"),
    retained("a callback that is kept"),
    argument("a string as an argument"),
    result("a string as the result"),
    array("an array of 4 KiB"),
    inPlace("an array of 4 KiB, @Critical");

    private final String what;

    Kind(String what) {
      this.what = what;
    }
  }

  /** The other ways. */
  private enum Way {
    ffm("FFM by hand"),
    jni("JNI"),
    jna("JNA, direct mapping");

    private final String what;

    Way(String what) {
      this.what = what;
    }

    Target target() {
      return this == ffm ? Target.ratioAtMost(1.02) : Target.ahead();
    }
  }

  /** Nothing is measured yet. */
  public Calls() {}

  /** Its lines. */
  public List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Way way : Way.values()) {
        tasks.add(
            new Task(
                Line.time("call: " + kind.what, way.what, way.target()),
                bench -> measure(kind, way, bench)));
      }
    }
    return tasks;
  }

  private Outcome measure(Kind kind, Way way, Workbench bench)
      throws IOException, InterruptedException {
    if (!readings.containsKey(kind)) {
      String library = Compiler.library("calls.c", bench.folder()).toString();
      readings.put(
          kind,
          Jmh.run(CallBenchmark.class, kind.name() + "_.*", bench, "-Dalfheim.calls=" + library));
    }
    Map<String, Double> values = readings.get(kind);
    return Outcome.Measured.of(
        values.get(kind.name() + "_alfheim"), values.get(kind.name() + "_" + way.name()));
  }
}
