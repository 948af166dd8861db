package org.alfheim.itests.benchmarks.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.alfheim.itests.benchmarks.jmh.Structs.Box;
import org.alfheim.itests.benchmarks.jmh.Structs.Point;
import org.alfheim.itests.benchmarks.jmh.Structs.PointView;
import org.alfheim.itests.benchmarks.jmh.Structs.Vector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Structures in several ways. The name of a method is that of the kind, and behind a low line the
 * way; {@code plain} is the call of a function that has the same from numbers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class StructureBenchmark {
  private final Point[] points = {new Point(1, 2)};
  private final StructsByJna.Point jnaPoint = new StructsByJna.Point();
  private final PointView view = Structs.VIEWS.allocate(Arena.ofAuto());
  private final MemorySegment memory = view.memory();
  private int x = 40;
  private int y = 2;
  private double a = 1;
  private double b = 2;
  private double c = 3;
  private double d = 4;

  @Benchmark
  public int small_alfheim() {
    return Structs.BOUND.sum(new Point(x, y));
  }

  @Benchmark
  public int small_plain() {
    return Structs.BOUND.sumOf(x, y);
  }

  @Benchmark
  public int small_ffm() throws Throwable {
    return StructsByHand.sum(new Point(x, y));
  }

  @Benchmark
  public int small_jna() {
    StructsByJna.Point.ByValue point = new StructsByJna.Point.ByValue();
    point.x = x;
    point.y = y;
    return StructsByJna.sum(point);
  }

  @Benchmark
  public double pair_alfheim() {
    return Structs.BOUND.dot(new Vector(a, b));
  }

  @Benchmark
  public double pair_plain() {
    return Structs.BOUND.dotOf(a, b);
  }

  @Benchmark
  public double pair_ffm() throws Throwable {
    return StructsByHand.dot(new Vector(a, b));
  }

  @Benchmark
  public double pair_jna() {
    StructsByJna.Vector.ByValue vector = new StructsByJna.Vector.ByValue();
    vector.x = a;
    vector.y = b;
    return StructsByJna.dot(vector);
  }

  @Benchmark
  public int smallResult_alfheim() {
    Point point = Structs.BOUND.make(x, y);
    return point.x() + point.y();
  }

  @Benchmark
  public long smallResult_plain() {
    return Structs.BOUND.makeOf(x, y);
  }

  @Benchmark
  public int smallResult_ffm() throws Throwable {
    Point point = StructsByHand.make(x, y);
    return point.x() + point.y();
  }

  @Benchmark
  public int smallResult_jna() {
    StructsByJna.Point point = StructsByJna.make(x, y);
    return point.x + point.y;
  }

  @Benchmark
  public double pairResult_alfheim() {
    Vector vector = Structs.BOUND.turn(a, b);
    return vector.x() + vector.y();
  }

  @Benchmark
  public double pairResult_plain() {
    return Structs.BOUND.turnOf(a, b);
  }

  @Benchmark
  public double pairResult_ffm() throws Throwable {
    Vector vector = StructsByHand.turn(a, b);
    return vector.x() + vector.y();
  }

  @Benchmark
  public double pairResult_jna() {
    StructsByJna.Vector vector = StructsByJna.turn(a, b);
    return vector.x + vector.y;
  }

  @Benchmark
  public double large_alfheim() {
    return Structs.BOUND.area(new Box(new Vector(a, b), new Vector(c, d)));
  }

  @Benchmark
  public double large_plain() {
    return Structs.BOUND.areaOf(a, b, c, d);
  }

  @Benchmark
  public double large_ffm() throws Throwable {
    return StructsByHand.area(new Box(new Vector(a, b), new Vector(c, d)));
  }

  @Benchmark
  public double large_jna() {
    StructsByJna.Box.ByValue box = new StructsByJna.Box.ByValue();
    box.low.x = a;
    box.low.y = b;
    box.high.x = c;
    box.high.y = d;
    return StructsByJna.area(box);
  }

  @Benchmark
  public double largeResult_alfheim() {
    Box box = Structs.BOUND.around(a, b, c, d);
    return box.low().x() + box.high().y();
  }

  @Benchmark
  public double largeResult_plain() {
    return Structs.BOUND.aroundOf(a, b, c, d);
  }

  @Benchmark
  public double largeResult_ffm() throws Throwable {
    Box box = StructsByHand.around(a, b, c, d);
    return box.low().x() + box.high().y();
  }

  @Benchmark
  public double largeResult_jna() {
    StructsByJna.Box box = StructsByJna.around(a, b, c, d);
    return box.low.x + box.high.y;
  }

  @Benchmark
  public int behind_alfheim() {
    return Structs.BOUND.sumBehind(new Point(x, y));
  }

  @Benchmark
  public int behind_ffm() throws Throwable {
    return StructsByHand.sumBehind(new Point(x, y));
  }

  @Benchmark
  public int behind_jna() {
    jnaPoint.x = x;
    jnaPoint.y = y;
    return StructsByJna.sum_behind(jnaPoint);
  }

  @Benchmark
  public Point back_alfheim() {
    Structs.BOUND.swap(points);
    return points[0];
  }

  @Benchmark
  public Point back_ffm() throws Throwable {
    StructsByHand.swap(points);
    return points[0];
  }

  @Benchmark
  public StructsByJna.Point back_jna() {
    StructsByJna.swap(jnaPoint);
    return jnaPoint;
  }

  @Benchmark
  public int field_alfheim() {
    return view.x();
  }

  @Benchmark
  public int field_ffm() {
    return (int) StructsByHand.X.get(memory, 0L);
  }

  @Benchmark
  public int field_jna() {
    return (int) jnaPoint.readField("x");
  }

  @Benchmark
  public PointView fieldSet_alfheim() {
    return view.x(x);
  }

  @Benchmark
  public MemorySegment fieldSet_ffm() {
    StructsByHand.X.set(memory, 0L, x);
    return memory;
  }

  @Benchmark
  public StructsByJna.Point fieldSet_jna() {
    jnaPoint.writeField("x", x);
    return jnaPoint;
  }

  @Benchmark
  public int errno_alfheim() {
    return Structs.BOUND.worksWithErrno(x);
  }

  @Benchmark
  public int errno_plain() {
    return Structs.BOUND.works(x);
  }
}
