package org.alfheim.itests.benchmarks;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Symbol;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done with a plugin that is open. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("restricted")
public class InUse {
  private static final Path FILE = Path.of("/usr/lib/x86_64-linux-gnu/libz.so.1");
  private static final LocalPlugin PLUGIN = Loader.openLocal(FILE);
  private static final Zlib BOUND = PLUGIN.bind(Zlib.class);
  private static final MethodHandle HANDLE =
      Linker.nativeLinker()
          .downcallHandle(
              PLUGIN.lookup("zlibCompileFlags").segment(), FunctionDescriptor.of(JAVA_LONG));

  private String present = "inflate";
  private String absent = "inflated";

  /** A function that does next to nothing. */
  public interface Zlib {
    /** What the library was compiled with. */
    long zlibCompileFlags();
  }

  /** A symbol that there is. */
  @Benchmark
  public Symbol lookupHit() {
    return PLUGIN.lookup(present);
  }

  /** A symbol that there is not. */
  @Benchmark
  public Optional<Symbol> lookupMiss() {
    return PLUGIN.find(absent);
  }

  /** A file that is open. */
  @Benchmark
  public LocalPlugin reopen() {
    return Loader.openLocal(FILE);
  }

  /** By a bound interface. */
  @Benchmark
  public long callBound() {
    return BOUND.zlibCompileFlags();
  }

  /** By a handle that somebody has written by hand. */
  @Benchmark
  public long callByHand() throws Throwable {
    return (long) HANDLE.invokeExact();
  }
}
