package org.alfheim.itests.benchmarks.jmh;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.measure.Values;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks; gives the middle one of the values of each, by the names of their methods. */
final class Jmh {
  private static final int MINUTES_OF_ONE = 3;

  static {
    // Runs of other people on the same machine are a nuisance, and no reason to measure nothing.
    System.setProperty("jmh.ignoreLock", "true");
  }

  private Jmh() {}

  /**
   * Runs some benchmarks of a class in a JVM each, again and again.
   *
   * @param benchmarks the class
   * @param names a pattern for the names of its methods
   * @param options what the JVMs are told besides
   * @throws IOException if one fails
   */
  static Map<String, Double> run(
      Class<?> benchmarks, String names, Workbench bench, String... options) throws IOException {
    TimeValue time = TimeValue.milliseconds(bench.effort().milliseconds());
    return run(
        options(benchmarks, names, bench, options)
            .warmupIterations(bench.effort().iterations())
            .warmupTime(time)
            .measurementIterations(bench.effort().iterations())
            .measurementTime(time),
        bench.effort().rounds());
  }

  /**
   * Runs the benchmarks of a class once in each of several JVMs.
   *
   * @throws IOException if one fails
   */
  static Map<String, Double> runOnce(Class<?> benchmarks, Workbench bench, String... options)
      throws IOException {
    return run(options(benchmarks, ".*", bench, options).forks(1), bench.effort().fresh());
  }

  private static ChainedOptionsBuilder options(
      Class<?> benchmarks, String names, Workbench bench, String... options) {
    return new OptionsBuilder()
        .include("^" + benchmarks.getName().replace(".", "\\.") + "\\." + names + "$")
        .jvmArgsPrepend(options)
        .jvmArgsAppend(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.io.tmpdir=" + bench.folder())
        .timeout(TimeValue.minutes(MINUTES_OF_ONE))
        .shouldFailOnError(true)
        .verbosity(bench.verbose() ? VerboseMode.NORMAL : VerboseMode.SILENT);
  }

  /** All benchmarks one after the other, several times, so that a bad moment is nobody's alone. */
  private static Map<String, Double> run(ChainedOptionsBuilder options, int rounds)
      throws IOException {
    Map<String, double[]> values = new HashMap<>();
    try {
      for (int i = 0; i < rounds; i++) {
        for (RunResult result : new Runner(options.build()).run()) {
          String name = result.getParams().getBenchmark();
          values.merge(name.substring(name.lastIndexOf('.') + 1), scores(result), Values::concat);
        }
      }
    } catch (RunnerException e) {
      throw new IOException("JMH: " + e.getMessage(), e);
    }
    Map<String, Double> middles = new HashMap<>();
    values.forEach((name, all) -> middles.put(name, Values.middle(all)));
    return middles;
  }

  private static double[] scores(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
        .toArray();
  }
}
