package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.AskTypes;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;
import org.alfheim.types.TypesException;
import org.alfheim.wrap.PluginBundle;

/**
 * The types of libz, as its bundle carries them: what the first question for one takes, reading
 * included, and what the questions for all symbols take together.
 */
public final class ReadTypes {
  private static final String HEADER = "zlib.h";
  private static final double LIMIT = 20e6;

  private Readings warm;
  private Readings cold;

  /**
   * What was read.
   *
   * @param first the first question, in nanoseconds
   * @param all the questions for all symbols, in nanoseconds
   */
  private record Readings(double first, double all) {
    static Readings of(double[] values) {
      double[] first = new double[values.length / 2];
      double[] all = new double[values.length / 2];
      for (int i = 0; i < first.length; i++) {
        first[i] = values[2 * i];
        all[i] = values[2 * i + 1];
      }
      return new Readings(Values.middle(first), Values.middle(all));
    }
  }

  /** Takes a number out of the readings. */
  @FunctionalInterface
  private interface Part {
    double of(ReadTypes types, Workbench bench) throws IOException, InterruptedException;
  }

  /** Nothing is measured yet. */
  public ReadTypes() {}

  /** Its lines. */
  public List<Task> tasks() {
    return List.of(
        task("the first question, JVM warm", (types, bench) -> types.warm(bench).first()),
        task("all of them, JVM warm", (types, bench) -> types.warm(bench).all()),
        task("the first question, JVM cold", (types, bench) -> types.cold(bench).first()),
        task("all of them, JVM cold", (types, bench) -> types.cold(bench).all()));
  }

  private Task task(String what, Part part) {
    return new Task(
        Line.time("types of libz: " + what, "", Target.valueAtMost(LIMIT)),
        bench -> measure(part, bench));
  }

  private Outcome measure(Part part, Workbench bench) throws IOException, InterruptedException {
    if (Library.LIBZ.file().isEmpty()) {
      return new Outcome.LeftOut(Library.LIBZ.absence());
    }
    try {
      return new Outcome.Measured(part.of(this, bench), OptionalDouble.empty(), "");
    } catch (TypesException unknown) {
      return new Outcome.LeftOut(unknown.getMessage());
    }
  }

  private Readings warm(Workbench bench) throws IOException, InterruptedException {
    if (warm == null) {
      warm = Readings.of(ask(bench, 1, bench.effort().warmUp(), bench.effort().copies()));
    }
    return warm;
  }

  private Readings cold(Workbench bench) throws IOException, InterruptedException {
    if (cold == null) {
      cold = Readings.of(ask(bench, bench.effort().fresh(), 0, 1));
    }
    return cold;
  }

  private static double[] ask(Workbench bench, int times, int before, int counted)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      Path library = Library.LIBZ.file().orElseThrow();
      Path types =
          Files.write(
              folder.path().resolve("types.btf"),
              PluginBundle.of(library)
                  .withHeaders(List.of(HEADER), List.of())
                  .types()
                  .btf()
                  .orElseThrow());
      double[] values = {};
      for (int i = 0; i < times; i++) {
        values =
            Values.concat(
                values,
                Jvm.in(folder.path())
                    .run(AskTypes.class, library, types, "inflate", before, counted)
                    .numbers());
      }
      return values;
    }
  }
}
