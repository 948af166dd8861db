package org.alfheim.itests.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The first open of a file, in a process that has opened many: each iteration opens copies that
 * nobody has opened before. What is open stays, so the iterations are counted and not timed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 40)
@Measurement(iterations = 20)
public class OpenWarm {
  /** The file that copies are made of. */
  @Param("")
  public String library;

  /** How many an iteration opens. */
  @Param("20")
  public int copies;

  private final List<Path> files = new ArrayList<>();
  private Path folder;

  /** Makes the copies. */
  @Setup(Level.Iteration)
  public void copy() throws IOException {
    folder = Files.createTempDirectory("alfheim-benchmark");
    files.clear();
    for (int i = 0; i < copies; i++) {
      files.add(Files.copy(Path.of(library), folder.resolve("copy" + i + ".so")));
    }
  }

  /** Takes the copies away. */
  @TearDown(Level.Iteration)
  public void delete() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** By Alfheim. */
  @Benchmark
  public void alfheim(Blackhole sink) {
    for (Path file : files) {
      sink.consume(Loader.open(file));
    }
  }

  /** By the C library. */
  @Benchmark
  public void dlopen(Blackhole sink) {
    for (Path file : files) {
      sink.consume(Dlopen.open(file));
    }
  }
}
