package org.alfheim.itests.benchmarks.jmh;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.alfheim.itests.benchmarks.probe.Dlopen;
import org.alfheim.loader.Loader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A library of the system where it lies, in a JVM that has opened another one, and compiled
 * nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class SecondBenchmark {
  private static final Path FILE = Path.of(System.getProperty("alfheim.library", "/nowhere"));
  private static final Path BEFORE = Path.of(System.getProperty("alfheim.before", "/nowhere"));

  /** Has the classes loaded, and no more. */
  @Setup(Level.Trial)
  public void openAnother() {
    Loader.open(BEFORE);
    Dlopen.open(BEFORE);
  }

  @Benchmark
  public Object second_alfheim() {
    return Loader.open(FILE);
  }

  @Benchmark
  public Object second_dlopen() {
    return Dlopen.open(FILE);
  }
}
