package org.alfheim.itests.benchmarks.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;

/** Exports of cgo by method handles, as somebody writes them who knows how. */
@SuppressWarnings("restricted")
final class CgoByHand {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup(
          Path.of(System.getProperty("alfheim.bare", "/nowhere")), Arena.global());
  private static final FunctionDescriptor OF_LONG = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);

  static final MethodHandle NOP = handle("Nop", FunctionDescriptor.ofVoid());
  static final MethodHandle ADD =
      handle("Add", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
  static final MethodHandle EACH =
      handle("Each", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG));
  private static final MethodHandle ECHO = handle("Echo", FunctionDescriptor.of(ADDRESS, ADDRESS));
  private static final MethodHandle FREE = handle("Free", FunctionDescriptor.ofVoid(ADDRESS));

  /** What {@link #EACH} calls. */
  static final MemorySegment CALLED = LINKER.upcallStub(next(), OF_LONG, Arena.global());

  private CgoByHand() {}

  private static MethodHandle handle(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(LIBRARY.findOrThrow(name), type);
  }

  private static MethodHandle next() {
    try {
      return MethodHandles.lookup()
          .findStatic(CgoByHand.class, "next", MethodType.methodType(long.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static long next(long value) {
    return value + 1;
  }

  static String echo(String text) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment given = (MemorySegment) ECHO.invokeExact(arena.allocateFrom(text));
      String result = given.reinterpret(Integer.MAX_VALUE).getString(0);
      FREE.invokeExact(given);
      return result;
    }
  }
}
