package org.alfheim.itests.benchmarks;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks and prints a table. */
public final class Main {
  private static final long LARGE = 1 << 20;

  private final int iterations;
  private final boolean verbose;

  private Main(List<String> arguments) {
    for (String argument : arguments) {
      if (!argument.equals("--long") && !argument.equals("--verbose")) {
        System.err.println("alfheim: bench: unknown option " + argument);
        System.exit(2);
      }
    }
    this.iterations = arguments.contains("--long") ? 3 : 1;
    this.verbose = arguments.contains("--verbose");
  }

  /**
   * Runs all.
   *
   * @param arguments {@code --long} for three times the iterations, {@code --verbose} for all that
   *     JMH has to say
   * @throws RunnerException if a benchmark fails
   */
  public static void main(String[] arguments) throws RunnerException {
    new Main(List.of(arguments)).run();
  }

  private ChainedOptionsBuilder options(Class<?> benchmarks) {
    return new OptionsBuilder()
        .include("^" + benchmarks.getName().replace(".", "\\.") + "\\.")
        .jvmArgsAppend(
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .shouldFailOnError(true)
        .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT);
  }

  private void run() throws RunnerException {
    print("%-44s %10s %10s %7s", "", "Alfheim", "other", "ratio");
    for (Path library : Libraries.SMALL) {
      boolean large = library.toFile().length() > LARGE;
      Collection<RunResult> results =
          run(
              options(OpenWarm.class)
                  .param("library", library.toString())
                  .param("copies", large ? "4" : "20")
                  .warmupIterations(40)
                  .measurementIterations(10 * iterations));
      int copies = large ? 4 : 20;
      compare("open a copy of " + library.getFileName() + ", dlopen", results, "us", copies);
    }
    for (Path library : Libraries.ALL) {
      Collection<RunResult> results =
          run(options(OpenFirst.class).param("library", library.toString()).forks(3 * iterations));
      compare("open " + library.getFileName() + " once, dlopen", results, "us", 1);
    }
    Collection<RunResult> inUse = run(options(InUse.class));
    print("%-44s %7.1f ns", "look a symbol up", score(inUse, "lookupHit"));
    print("%-44s %7.1f ns", "look up a symbol that there is not", score(inUse, "lookupMiss"));
    print("%-44s %7.1f ns", "open a plugin again", score(inUse, "reopen"));
    line(
        "call, a method handle by hand",
        score(inUse, "callBound"),
        score(inUse, "callByHand"),
        "ns");
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  private static void compare(
      String what, Collection<RunResult> results, String unit, int operations) {
    line(what, score(results, "alfheim") / operations, score(results, "dlopen") / operations, unit);
  }

  private static void line(String what, double ours, double other, String unit) {
    print("%-44s %7.1f %s %7.1f %s %6.2f", what, ours, unit, other, unit, ours / other);
  }

  /**
   * The middle one of all measured values: what else runs on a machine makes some of them large.
   */
  private static double score(Collection<RunResult> results, String benchmark) {
    for (RunResult result : results) {
      if (result.getParams().getBenchmark().endsWith("." + benchmark)) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
      }
    }
    throw new IllegalStateException("no result of " + benchmark);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
