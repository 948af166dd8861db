package org.alfheim.itests.benchmarks.jmh;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.alfheim.bind.Bytes;
import org.alfheim.bind.Critical;
import org.alfheim.bind.In;
import org.alfheim.bind.LengthOf;
import org.alfheim.bind.Name;
import org.alfheim.bind.Retained;
import org.alfheim.loader.Loader;

/** The functions of {@code calls.c} as a contract of Alfheim. */
interface Functions {
  /** The library, which whoever starts the JVM has compiled. */
  Path LIBRARY = Path.of(System.getProperty("alfheim.calls", "/nowhere"));

  /** Bound once, as it is meant to be. */
  Functions BOUND = Loader.open(LIBRARY).bind(Functions.class);

  /** An order of two numbers. */
  interface Order {
    int compare(@Bytes(4) MemorySegment left, @Bytes(4) MemorySegment right);
  }

  int add(int a, int b);

  @Critical
  @Name("add")
  int addCritical(int a, int b);

  void sort(int[] values, @LengthOf("values") long count, Order order);

  @Name("sort")
  void sortBy(int[] values, @LengthOf("values") long count, @Retained Order order);

  long length(String text);

  String greeting();

  long ends(@In byte[] bytes, @LengthOf("bytes") long count);

  @Critical
  @Name("ends")
  long endsInPlace(@In byte[] bytes, @LengthOf("bytes") long count);
}
