package org.alfheim.itests.benchmarks.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.alfheim.itests.benchmarks.probe.Dlopen;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Symbol;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is done with a plugin that is open, beside the same with a library of the JDK's linker. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@SuppressWarnings("restricted")
public class InUseBenchmark {
  private static final Path FILE = Path.of(System.getProperty("alfheim.library", "/nowhere"));
  private static final LocalPlugin PLUGIN = Loader.openLocal(FILE);
  private static final SymbolLookup LIBRARY = SymbolLookup.libraryLookup(FILE, Arena.global());

  private String present = "inflate";
  private String absent = "inflated";

  @Benchmark
  public Symbol hit_alfheim() {
    return PLUGIN.lookup(present);
  }

  @Benchmark
  public Optional<MemorySegment> hit_peer() {
    return LIBRARY.find(present);
  }

  @Benchmark
  public Optional<Symbol> miss_alfheim() {
    return PLUGIN.find(absent);
  }

  @Benchmark
  public Optional<MemorySegment> miss_peer() {
    return LIBRARY.find(absent);
  }

  @Benchmark
  public LocalPlugin again_alfheim() {
    return Loader.openLocal(FILE);
  }

  @Benchmark
  public long again_peer() {
    return Dlopen.open(FILE);
  }
}
