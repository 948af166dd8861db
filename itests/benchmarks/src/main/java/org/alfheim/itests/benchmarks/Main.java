package org.alfheim.itests.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.profile.Profile;
import org.alfheim.itests.benchmarks.report.JsonDocument;
import org.alfheim.itests.benchmarks.report.Machine;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Row;
import org.alfheim.itests.benchmarks.report.Table;

/** Measures, and prints what has come out. */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /**
   * Runs all, or what is asked for. The process ends with status 0 if all was measured that can be
   * here, with 1 if something failed, or with 2 if the arguments are wrong.
   *
   * @param arguments the options of {@code alfheim bench}
   * @throws IOException if there is no place for temporary files
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("alfheim: bench: " + e.getMessage());
      return WRONG_USAGE;
    }
    try (TemporaryFolder folder = TemporaryFolder.named("alfheim-bench")) {
      Workbench bench =
          new Workbench(
              folder.path(),
              options.effort(),
              Optional.ofNullable(System.getProperty("alfheim.root")).map(Path::of),
              options.verbose());
      return options.profile() ? profile(options, bench) : measure(options, bench);
    }
  }

  private static int measure(Options options, Workbench bench) throws InterruptedException {
    List<Task> tasks =
        Tasks.all(bench.effort()).stream()
            .filter(task -> options.wants(task.line().what()))
            .toList();
    if (tasks.isEmpty()) {
      System.err.println(
          "alfheim: bench: no row has " + options.only().orElseThrow() + " in its name");
      return WRONG_USAGE;
    }
    List<Row> rows = new Run(bench, Main::tell).of(tasks);
    Machine machine = Machine.here();
    if (options.json()) {
      System.out.println(JsonDocument.of(machine, rows));
    } else {
      System.out.println(machine.format());
      Table.of(rows).forEach(System.out::println);
    }
    return rows.stream().anyMatch(row -> row.outcome() instanceof Outcome.Failed) ? FAILED : 0;
  }

  private static int profile(Options options, Workbench bench)
      throws IOException, InterruptedException {
    System.out.println(Machine.here().format());
    new Profile(bench, Main::tell, System.out::println).of(options.library());
    return 0;
  }

  private static void tell(String what) {
    System.err.println("alfheim: bench: " + what);
  }
}
