package org.alfheim.itests.benchmarks.jmh;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Each kind of call in four ways. The name of a method is that of the kind, and behind a low line
 * the way.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class CallBenchmark {
  private static final int[] UNSORTED = {7, 3, 11, 2, 16, 5, 13, 1, 9, 14, 6, 12, 4, 10, 15, 8};

  private static final Functions.Order BY_ALFHEIM =
      (left, right) -> Integer.compare(left.get(JAVA_INT, 0), right.get(JAVA_INT, 0));
  private static final Jni.Order BY_JNI = Integer::compare;
  private static final Jna.Order BY_JNA =
      (left, right) -> Integer.compare(left.getInt(0), right.getInt(0));

  private final byte[] bytes = new byte[4096];
  private final int[] values = new int[UNSORTED.length];
  private String text = "The quick brown fox jumps over the lazy dog";
  private int a = 40;
  private int b = 2;

  private int[] unsorted() {
    System.arraycopy(UNSORTED, 0, values, 0, values.length);
    return values;
  }

  @Benchmark
  public int plain_alfheim() {
    return Functions.BOUND.add(a, b);
  }

  @Benchmark
  public int plain_ffm() throws Throwable {
    return (int) ByHand.ADD.invokeExact(a, b);
  }

  @Benchmark
  public int plain_jni() {
    return Jni.add(a, b);
  }

  @Benchmark
  public int plain_jna() {
    return Jna.add(a, b);
  }

  @Benchmark
  public int critical_alfheim() {
    return Functions.BOUND.addCritical(a, b);
  }

  @Benchmark
  public int critical_ffm() throws Throwable {
    return (int) ByHand.ADD_CRITICAL.invokeExact(a, b);
  }

  @Benchmark
  public int critical_jni() {
    return Jni.add(a, b);
  }

  @Benchmark
  public int critical_jna() {
    return Jna.add(a, b);
  }

  @Benchmark
  public int[] callback_alfheim() {
    Functions.BOUND.sort(unsorted(), values.length, BY_ALFHEIM);
    return values;
  }

  @Benchmark
  public int[] callback_ffm() throws Throwable {
    ByHand.sort(unsorted());
    return values;
  }

  @Benchmark
  public int[] callback_jni() {
    Jni.sort(unsorted(), BY_JNI);
    return values;
  }

  @Benchmark
  public int[] callback_jna() {
    Jna.sort(unsorted(), values.length, BY_JNA);
    return values;
  }

  @Benchmark
  public int[] retained_alfheim() {
    Functions.BOUND.sortBy(unsorted(), values.length, BY_ALFHEIM);
    return values;
  }

  @Benchmark
  public int[] retained_ffm() throws Throwable {
    ByHand.sortByKept(unsorted());
    return values;
  }

  @Benchmark
  public int[] retained_jni() {
    Jni.sort(unsorted(), BY_JNI);
    return values;
  }

  @Benchmark
  public int[] retained_jna() {
    Jna.sort(unsorted(), values.length, BY_JNA);
    return values;
  }

  @Benchmark
  public long argument_alfheim() {
    return Functions.BOUND.length(text);
  }

  @Benchmark
  public long argument_ffm() throws Throwable {
    return ByHand.length(text);
  }

  @Benchmark
  public long argument_jni() {
    return Jni.length(text);
  }

  @Benchmark
  public long argument_jna() {
    return Jna.length(text);
  }

  @Benchmark
  public String result_alfheim() {
    return Functions.BOUND.greeting();
  }

  @Benchmark
  public String result_ffm() throws Throwable {
    return ByHand.greeting();
  }

  @Benchmark
  public String result_jni() {
    return Jni.greeting();
  }

  @Benchmark
  public String result_jna() {
    return Jna.greeting();
  }

  @Benchmark
  public long array_alfheim() {
    return Functions.BOUND.ends(bytes, bytes.length);
  }

  @Benchmark
  public long array_ffm() throws Throwable {
    return ByHand.ends(bytes);
  }

  @Benchmark
  public long array_jni() {
    return Jni.ends(bytes, bytes.length);
  }

  @Benchmark
  public long array_jna() {
    return Jna.ends(bytes, bytes.length);
  }

  @Benchmark
  public long inPlace_alfheim() {
    return Functions.BOUND.endsInPlace(bytes, bytes.length);
  }

  @Benchmark
  public long inPlace_ffm() throws Throwable {
    return ByHand.endsInPlace(bytes);
  }

  @Benchmark
  public long inPlace_jni() {
    return Jni.endsInPlace(bytes, bytes.length);
  }

  @Benchmark
  public long inPlace_jna() {
    return Jna.ends(bytes, bytes.length);
  }
}
