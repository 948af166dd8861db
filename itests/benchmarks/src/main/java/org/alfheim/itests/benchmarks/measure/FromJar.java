package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.OpenEntries;
import org.alfheim.itests.benchmarks.process.Jars;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/**
 * A library out of a jar in a JVM that is warm: opened from the stream of its entry, beside
 * extracted to a file and loaded.
 */
public final class FromJar {
  private static final String SMALL = "small.so";
  private static final String ENTRY = "library.so";

  private FromJar() {}

  /** Its lines. */
  public static List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (Library library : Library.SIZES) {
      for (Jars.Packing packing : Jars.Packing.values()) {
        tasks.add(task(library, packing));
      }
    }
    return tasks;
  }

  private static Task task(Library library, Jars.Packing packing) {
    String what =
        "from a jar, %s, JVM warm: %s"
            .formatted(packing.name().toLowerCase(Locale.ROOT), library.name());
    double limit = library.equals(Library.LIBLLVM) ? 0.5 : 0.8;
    return new Task(
        Line.time(what, "extract, System.load, delete", Target.ratioAtMost(limit)),
        bench -> measure(library, packing, bench));
  }

  private static Outcome measure(Library library, Jars.Packing packing, Workbench bench)
      throws IOException, InterruptedException {
    if (library.file().isEmpty()) {
      return new Outcome.LeftOut(library.absence());
    }
    Path file = library.file().get();
    Dose dose = Dose.of(bench.effort(), library.size());
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      Path jar =
          Jars.write(
              folder.path().resolve("libraries.jar"),
              packing,
              Map.of(
                  SMALL, Files.readAllBytes(Library.SMALL.file().orElse(file)),
                  ENTRY, Files.readAllBytes(file)));
      return Turns.take(
          bench.effort().rounds(),
          () -> open("stream", jar, dose, folder.path()),
          () -> open("extract", jar, dose, folder.path()));
    }
  }

  private static double[] open(String how, Path jar, Dose dose, Path folder)
      throws IOException, InterruptedException {
    return Jvm.in(folder)
        .run(
            OpenEntries.class,
            how,
            jar,
            SMALL,
            dose.small(),
            ENTRY,
            dose.uncounted(),
            dose.counted())
        .numbers();
  }
}
