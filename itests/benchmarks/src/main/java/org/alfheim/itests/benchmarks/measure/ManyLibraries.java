package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.alfheim.itests.benchmarks.Effort;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.OpenLibraries;
import org.alfheim.itests.benchmarks.probe.Opener;
import org.alfheim.itests.benchmarks.process.ChildException;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/** Copies of many libraries of the machine, each beside {@code dlopen} of other copies. */
public final class ManyLibraries {
  private static final int MOST_CRASHES = 100;

  private final int count;

  /** So many as the effort says. */
  public ManyLibraries(Effort effort) {
    this.count = effort.libraries();
  }

  /** Its line. */
  public List<Task> tasks() {
    return List.of(
        new Task(
            Line.time(
                "a copy on disk, JVM warm: geometric mean of " + count,
                "dlopen(RTLD_NOW)",
                Target.ratioAtMost(2)),
            this::measure));
  }

  /**
   * What the libraries took, and which were not opened.
   *
   * @param times by path
   * @param refused those that were not opened, and why
   */
  private record Opened(Map<String, Double> times, List<String> refused) {}

  private Outcome measure(Workbench bench) throws IOException, InterruptedException {
    List<String> candidates = Candidates.of(Library.FOLDER, count);
    if (candidates.size() < count) {
      return new Outcome.LeftOut("there are only " + candidates.size() + " libraries");
    }
    // Some more, for those that one side opens and the other does not.
    Opened ours = open(Opener.ALFHEIM, candidates, count + 1 + count / 50, bench);
    Opened theirs = open(Opener.DLOPEN, List.copyOf(ours.times().keySet()), count, bench);
    List<Double> alfheim = new ArrayList<>();
    List<Double> dlopen = new ArrayList<>();
    theirs
        .times()
        .forEach((library, time) -> {
          alfheim.add(ours.times().get(library));
          dlopen.add(time);
        });
    List<String> left = new ArrayList<>(ours.refused());
    left.addAll(theirs.refused());
    return new Outcome.Measured(
        Values.geometricMean(alfheim),
        OptionalDouble.of(Values.geometricMean(dlopen)),
        dlopen.size()
            + " libraries; passed over: "
            + (left.isEmpty() ? "none" : left.size() + ": " + String.join(", ", left)));
  }

  /** One that ends the process is passed over, and another process goes on behind it. */
  private static Opened open(Opener opener, List<String> candidates, int enough, Workbench bench)
      throws IOException, InterruptedException {
    Opened opened = new Opened(new LinkedHashMap<>(), new ArrayList<>());
    List<String> rest = candidates;
    for (int crashes = 0; opened.times().size() < enough && !rest.isEmpty(); crashes++) {
      if (crashes > MOST_CRASHES) {
        throw new IOException("more than " + MOST_CRASHES + " libraries end the process");
      }
      rest = open(opener, rest, opened, enough, bench);
    }
    return opened;
  }

  /** Opens what a process can; gives what is left for another one. */
  private static List<String> open(
      Opener opener, List<String> candidates, Opened opened, int enough, Workbench bench)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      Path list = Files.write(folder.path().resolve("libraries"), candidates);
      Path copy = folder.path().resolve("said");
      Jvm.Result result;
      try {
        result =
            Jvm.in(folder.path())
                .keeping(copy)
                .within(600)
                .run(
                    OpenLibraries.class,
                    opener,
                    Library.SMALL.file().orElse(Path.of(candidates.getFirst())),
                    bench.effort().warmUp(),
                    list,
                    enough - opened.times().size());
      } catch (ChildException crash) {
        String last = read(Files.readAllLines(copy), opened);
        if (last.isEmpty()) {
          throw crash;
        }
        opened.refused().add(name(last) + " (ends the process)");
        return candidates.subList(candidates.indexOf(last) + 1, candidates.size());
      }
      read(result.lines(), opened);
      return List.of();
    }
  }

  /** Takes what was said; gives the library that was begun last. */
  private static String read(List<String> lines, Opened opened) {
    String last = "";
    for (String line : lines) {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "opens" -> last = line.substring("opens ".length());
        case "took" -> opened.times().put(words[2], Double.valueOf(words[1]));
        default -> opened.refused().add(name(last));
      }
    }
    return last;
  }

  private static String name(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }
}
