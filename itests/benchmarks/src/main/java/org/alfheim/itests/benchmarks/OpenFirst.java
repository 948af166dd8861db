package org.alfheim.itests.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.alfheim.loader.Loader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A library of the system where it lies, in a process that has opened another one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class OpenFirst {
  /** The library. */
  @Param("")
  public String library;

  /** Has the classes loaded, and no more. */
  @Setup(Level.Trial)
  public void openAnother() {
    Path other = Libraries.SMALL.getFirst();
    Loader.open(other);
    Dlopen.open(other);
  }

  /** By Alfheim. */
  @Benchmark
  public Object alfheim() {
    return Loader.open(Path.of(library));
  }

  /** By the C library. */
  @Benchmark
  public Object dlopen() {
    return Dlopen.open(Path.of(library));
  }
}
