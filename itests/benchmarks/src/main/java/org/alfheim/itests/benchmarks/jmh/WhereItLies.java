package org.alfheim.itests.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.measure.Library;
import org.alfheim.itests.benchmarks.measure.Turns;
import org.alfheim.itests.benchmarks.probe.OpenSecond;
import org.alfheim.itests.benchmarks.probe.Opener;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/**
 * A library of the system where it lies, in a JVM that has opened one before: in one of JMH, which
 * has done many other things, and in one that has done nothing else.
 */
public final class WhereItLies {
  private static final String PEER = "dlopen(RTLD_NOW)";

  private WhereItLies() {}

  /** Its lines. */
  public static List<Task> tasks() {
    return List.of(
        task(Library.LIBZ, 5),
        task(Library.LIBCRYPTO, 2),
        task(Library.LIBLLVM, 1.3),
        new Task(
            Line.time("where it lies, JVM that did nothing but open one: libz", PEER),
            bench -> check(Library.LIBZ, bench, WhereItLies::bare)));
  }

  private static Task task(Library library, double limit) {
    return new Task(
        Line.time(
            "where it lies, JVM that opened one: " + library.name(),
            PEER,
            Target.ratioAtMost(limit)),
        bench -> check(library, bench, WhereItLies::inJmh));
  }

  /** Measures an open of a file, in a JVM that has opened another one. */
  @FunctionalInterface
  private interface Reading {
    Outcome take(Path before, Path file, Workbench bench) throws IOException, InterruptedException;
  }

  private static Outcome check(Library library, Workbench bench, Reading reading)
      throws IOException, InterruptedException {
    for (Library each : List.of(library, Library.SMALL)) {
      if (each.file().isEmpty()) {
        return new Outcome.LeftOut(each.absence());
      }
    }
    return reading.take(Library.SMALL.file().get(), library.file().get(), bench);
  }

  private static Outcome inJmh(Path before, Path file, Workbench bench) throws IOException {
    Map<String, Double> values =
        Jmh.runOnce(
            SecondBenchmark.class,
            bench,
            "-Dalfheim.before=" + before,
            "-Dalfheim.library=" + file);
    return Outcome.Measured.of(values.get("second_alfheim"), values.get("second_dlopen"));
  }

  private static Outcome bare(Path before, Path file, Workbench bench)
      throws IOException, InterruptedException {
    Jvm jvm = Jvm.in(bench.folder());
    return Turns.take(
        bench.effort().fresh(),
        () -> jvm.run(OpenSecond.class, Opener.ALFHEIM, before, file).numbers(),
        () -> jvm.run(OpenSecond.class, Opener.DLOPEN, before, file).numbers());
  }
}
