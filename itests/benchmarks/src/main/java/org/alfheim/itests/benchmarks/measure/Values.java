package org.alfheim.itests.benchmarks.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.DoubleStream;

/** What stands for many values. */
public final class Values {
  private Values() {}

  /** The middle one; the upper one of two. */
  public static double middle(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The geometric mean: of ratios the one that does not depend on which side is the peer. */
  public static double geometricMean(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  /** All of both. */
  public static double[] concat(double[] left, double[] right) {
    return DoubleStream.concat(Arrays.stream(left), Arrays.stream(right)).toArray();
  }
}
