package org.alfheim.itests.benchmarks.measure;

import org.alfheim.itests.benchmarks.Effort;

/**
 * How many copies of a library a JVM opens: what is open stays, so of a large one there can't be
 * many.
 *
 * @param small of a small one, before it
 * @param uncounted of it, before those that are measured
 * @param counted of it
 */
record Dose(int small, int uncounted, int counted) {
  private static final long LARGE = 1 << 20;
  private static final long HUGE = 32 << 20;

  static Dose of(Effort effort, long size) {
    if (size < LARGE) {
      return new Dose(effort.warmUp() / 2, effort.warmUp() / 2, effort.copies());
    }
    return size < HUGE
        ? new Dose(effort.warmUp(), some(effort), some(effort))
        : new Dose(effort.warmUp(), 1, Math.min(3, effort.copies()));
  }

  private static int some(Effort effort) {
    return Math.max(1, effort.copies() / 5);
  }
}
