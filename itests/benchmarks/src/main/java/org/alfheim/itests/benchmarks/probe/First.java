package org.alfheim.itests.benchmarks.probe;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.loader.Loader;

/** Does one thing with native code, the first in a JVM, and tells how long it took. */
public final class First {
  private First() {}

  /**
   * Runs it.
   *
   * @param arguments the results; {@code open}, {@code call} or {@code load}; a library
   * @throws Throwable if it can't be done
   */
  @SuppressWarnings("restricted")
  public static void main(String[] arguments) throws Throwable {
    long start = System.nanoTime();
    switch (arguments[1]) {
      case "open" -> Loader.open(Path.of(arguments[2]));
      case "call" -> call();
      case "load" -> System.load(arguments[2]);
      default -> throw new IllegalArgumentException(arguments[1]);
    }
    long took = System.nanoTime() - start;
    write(Path.of(arguments[0]), took);
  }

  @SuppressWarnings("restricted")
  private static void call() throws Throwable {
    Linker linker = Linker.nativeLinker();
    int process =
        (int)
            linker
                .downcallHandle(
                    linker.defaultLookup().findOrThrow("getpid"), FunctionDescriptor.of(JAVA_INT))
                .invokeExact();
    if (process <= 0) {
      throw new IllegalStateException("getpid gives " + process);
    }
  }

  private static void write(Path results, long took) throws IOException {
    Files.writeString(results, Long.toString(took));
  }
}
