package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.OpenCopies;
import org.alfheim.itests.benchmarks.probe.Opener;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/** Copies of one library on the disk, in a JVM that is warm, beside {@code dlopen}. */
public final class Copies {
  private Copies() {}

  /** Its lines. */
  public static List<Task> tasks() {
    return List.of(
        task(Library.SMALL, Target.NONE),
        task(Library.LIBZ, Target.NONE),
        task(Library.LIBCRYPTO, Target.ratioAtMost(1.3)),
        task(Library.LIBLLVM, Target.ratioAtMost(1)));
  }

  private static Task task(Library library, Target target) {
    return new Task(
        Line.time("a copy on disk, JVM warm: " + library.name(), "dlopen(RTLD_NOW)", target),
        bench -> measure(library, bench));
  }

  private static Outcome measure(Library library, Workbench bench)
      throws IOException, InterruptedException {
    if (library.file().isEmpty()) {
      return new Outcome.LeftOut(library.absence());
    }
    Path file = library.file().get();
    Dose dose = Dose.of(bench.effort(), library.size());
    return Turns.take(
        bench.effort().rounds(),
        () -> open(Opener.ALFHEIM, file, dose, bench),
        () -> open(Opener.DLOPEN, file, dose, bench));
  }

  private static double[] open(Opener opener, Path file, Dose dose, Workbench bench)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      return Jvm.in(folder.path())
          .run(
              OpenCopies.class,
              opener,
              Library.SMALL.file().orElse(file),
              dose.small(),
              file,
              dose.uncounted(),
              dose.counted())
          .numbers();
    }
  }
}
