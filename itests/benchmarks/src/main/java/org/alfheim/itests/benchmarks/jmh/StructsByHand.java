package org.alfheim.itests.benchmarks.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.alfheim.itests.benchmarks.jmh.Structs.Box;
import org.alfheim.itests.benchmarks.jmh.Structs.Point;
import org.alfheim.itests.benchmarks.jmh.Structs.Vector;

/** The functions of {@code structures.c} by method handles and layouts, each call with an arena. */
@SuppressWarnings("restricted")
final class StructsByHand {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup(Structs.LIBRARY, Arena.global());
  private static final StructLayout POINT =
      MemoryLayout.structLayout(JAVA_INT.withName("x"), JAVA_INT.withName("y"));
  private static final StructLayout VECTOR =
      MemoryLayout.structLayout(JAVA_DOUBLE.withName("x"), JAVA_DOUBLE.withName("y"));
  private static final StructLayout BOX =
      MemoryLayout.structLayout(VECTOR.withName("low"), VECTOR.withName("high"));

  /** The member that a view's field stands beside. */
  static final VarHandle X = POINT.varHandle(PathElement.groupElement("x"));

  private static final VarHandle Y = POINT.varHandle(PathElement.groupElement("y"));
  private static final VarHandle VECTOR_X = VECTOR.varHandle(PathElement.groupElement("x"));
  private static final VarHandle VECTOR_Y = VECTOR.varHandle(PathElement.groupElement("y"));
  private static final VarHandle LOW_X = box("low", "x");
  private static final VarHandle LOW_Y = box("low", "y");
  private static final VarHandle HIGH_X = box("high", "x");
  private static final VarHandle HIGH_Y = box("high", "y");

  private static final MethodHandle SUM = handle("sum", FunctionDescriptor.of(JAVA_INT, POINT));
  private static final MethodHandle DOT = handle("dot", FunctionDescriptor.of(JAVA_DOUBLE, VECTOR));
  private static final MethodHandle MAKE =
      handle("make", FunctionDescriptor.of(POINT, JAVA_INT, JAVA_INT));
  private static final MethodHandle TURN =
      handle("turn", FunctionDescriptor.of(VECTOR, JAVA_DOUBLE, JAVA_DOUBLE));
  private static final MethodHandle AREA = handle("area", FunctionDescriptor.of(JAVA_DOUBLE, BOX));
  private static final MethodHandle AROUND =
      handle(
          "around", FunctionDescriptor.of(BOX, JAVA_DOUBLE, JAVA_DOUBLE, JAVA_DOUBLE, JAVA_DOUBLE));
  private static final MethodHandle SUM_BEHIND =
      handle("sum_behind", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  private static final MethodHandle SWAP = handle("swap", FunctionDescriptor.ofVoid(ADDRESS));

  private StructsByHand() {}

  private static VarHandle box(String corner, String member) {
    return BOX.varHandle(PathElement.groupElement(corner), PathElement.groupElement(member));
  }

  private static MethodHandle handle(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(LIBRARY.findOrThrow(name), type);
  }

  private static MemorySegment write(Point point, Arena arena) {
    MemorySegment memory = arena.allocate(POINT);
    X.set(memory, 0L, point.x());
    Y.set(memory, 0L, point.y());
    return memory;
  }

  private static Point readPoint(MemorySegment memory) {
    return new Point((int) X.get(memory, 0L), (int) Y.get(memory, 0L));
  }

  static int sum(Point point) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      return (int) SUM.invokeExact(write(point, arena));
    }
  }

  static double dot(Vector vector) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(VECTOR);
      VECTOR_X.set(memory, 0L, vector.x());
      VECTOR_Y.set(memory, 0L, vector.y());
      return (double) DOT.invokeExact(memory);
    }
  }

  static Point make(int x, int y) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      return readPoint((MemorySegment) MAKE.invokeExact((SegmentAllocator) arena, x, y));
    }
  }

  static Vector turn(double x, double y) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = (MemorySegment) TURN.invokeExact((SegmentAllocator) arena, x, y);
      return new Vector((double) VECTOR_X.get(memory, 0L), (double) VECTOR_Y.get(memory, 0L));
    }
  }

  static double area(Box box) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(BOX);
      LOW_X.set(memory, 0L, box.low().x());
      LOW_Y.set(memory, 0L, box.low().y());
      HIGH_X.set(memory, 0L, box.high().x());
      HIGH_Y.set(memory, 0L, box.high().y());
      return (double) AREA.invokeExact(memory);
    }
  }

  static Box around(double a, double b, double c, double d) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory =
          (MemorySegment) AROUND.invokeExact((SegmentAllocator) arena, a, b, c, d);
      return new Box(
          new Vector((double) LOW_X.get(memory, 0L), (double) LOW_Y.get(memory, 0L)),
          new Vector((double) HIGH_X.get(memory, 0L), (double) HIGH_Y.get(memory, 0L)));
    }
  }

  static int sumBehind(Point point) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      return (int) SUM_BEHIND.invokeExact(write(point, arena));
    }
  }

  static void swap(Point[] points) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = write(points[0], arena);
      SWAP.invokeExact(memory);
      points[0] = readPoint(memory);
    }
  }
}
