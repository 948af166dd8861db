package org.alfheim.itests.benchmarks.jmh;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.OpenOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Functions of a Go plugin through an interface, beside the same as exports of cgo. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class GoPluginBenchmark {
  private static final Exports PLUGIN =
      Loader.openLocal(
              Path.of(System.getProperty("alfheim.plugin", "/nowhere")),
              OpenOptions.builder()
                  .goHost(Path.of(System.getProperty("alfheim.host", "/nowhere")))
                  .build())
          .bind(Exports.class);

  private long one = 1;
  private long two = 2;
  private String text = "a string of some length";

  /** What the plugin exports. */
  interface Exports {
    void Nop();

    long Add(long a, long b);

    String Echo(String text);

    long Each(LongUnaryOperator f, long n);
  }

  private static long next(long value) {
    return value + 1;
  }

  @Benchmark
  public void nop_alfheim() {
    PLUGIN.Nop();
  }

  @Benchmark
  public void nop_peer() throws Throwable {
    CgoByHand.NOP.invokeExact();
  }

  @Benchmark
  public long add_alfheim() {
    return PLUGIN.Add(one, two);
  }

  @Benchmark
  public long add_peer() throws Throwable {
    return (long) CgoByHand.ADD.invokeExact(one, two);
  }

  @Benchmark
  public String echo_alfheim() {
    return PLUGIN.Echo(text);
  }

  @Benchmark
  public String echo_peer() throws Throwable {
    return CgoByHand.echo(text);
  }

  @Benchmark
  public long each_alfheim() {
    return PLUGIN.Each(GoPluginBenchmark::next, one);
  }

  @Benchmark
  public long each_peer() throws Throwable {
    return (long) CgoByHand.EACH.invokeExact(CgoByHand.CALLED, one);
  }
}
