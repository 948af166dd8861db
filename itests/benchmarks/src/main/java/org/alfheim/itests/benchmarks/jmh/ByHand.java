package org.alfheim.itests.benchmarks.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The functions of {@code calls.c} by method handles, as somebody writes them who knows how. */
@SuppressWarnings("restricted")
final class ByHand {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup(Functions.LIBRARY, Arena.global());
  private static final FunctionDescriptor TWO_INTS =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT);
  private static final FunctionDescriptor BYTES =
      FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG);

  /** How much a C string may have. */
  private static final long TEXT = Integer.MAX_VALUE;

  static final MethodHandle ADD = handle("add", TWO_INTS);
  static final MethodHandle ADD_CRITICAL = handle("add", TWO_INTS, Linker.Option.critical(false));
  private static final MethodHandle SORT =
      handle("sort", FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, ADDRESS));
  private static final MethodHandle LENGTH =
      handle("length", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
  private static final MethodHandle GREETING = handle("greeting", FunctionDescriptor.of(ADDRESS));
  private static final MethodHandle ENDS = handle("ends", BYTES);
  private static final MethodHandle ENDS_IN_PLACE =
      handle("ends", BYTES, Linker.Option.critical(true));

  private static final FunctionDescriptor ORDER =
      FunctionDescriptor.of(
          JAVA_INT, ADDRESS.withTargetLayout(JAVA_INT), ADDRESS.withTargetLayout(JAVA_INT));
  private static final MethodHandle COMPARE = compare();
  private static final MemorySegment KEPT = LINKER.upcallStub(COMPARE, ORDER, Arena.global());

  private ByHand() {}

  private static MethodHandle handle(
      String name, FunctionDescriptor type, Linker.Option... options) {
    return LINKER.downcallHandle(LIBRARY.findOrThrow(name), type, options);
  }

  private static MethodHandle compare() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              ByHand.class,
              "compare",
              MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @SuppressWarnings("UnusedMethod") // by its handle
  private static int compare(MemorySegment left, MemorySegment right) {
    return Integer.compare(left.get(JAVA_INT, 0), right.get(JAVA_INT, 0));
  }

  static void sort(int[] values) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      sort(values, arena, LINKER.upcallStub(COMPARE, ORDER, arena));
    }
  }

  static void sortByKept(int[] values) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      sort(values, arena, KEPT);
    }
  }

  private static void sort(int[] values, Arena arena, MemorySegment order) throws Throwable {
    MemorySegment copy = arena.allocateFrom(JAVA_INT, values);
    SORT.invokeExact(copy, (long) values.length, order);
    MemorySegment.copy(copy, JAVA_INT, 0, values, 0, values.length);
  }

  static long length(String text) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      return (long) LENGTH.invokeExact(arena.allocateFrom(text));
    }
  }

  static String greeting() throws Throwable {
    return ((MemorySegment) GREETING.invokeExact()).reinterpret(TEXT).getString(0);
  }

  static long ends(byte[] bytes) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      return (long) ENDS.invokeExact(arena.allocateFrom(JAVA_BYTE, bytes), (long) bytes.length);
    }
  }

  static long endsInPlace(byte[] bytes) throws Throwable {
    return (long) ENDS_IN_PLACE.invokeExact(MemorySegment.ofArray(bytes), (long) bytes.length);
  }
}
