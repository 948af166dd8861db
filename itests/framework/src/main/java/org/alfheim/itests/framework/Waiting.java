package org.alfheim.itests.framework;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Patience with a limit, for what happens on other threads. */
final class Waiting {
  private static final long STEP_MILLISECONDS = 10;

  private Waiting() {}

  static void until(Duration limit, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + limit.toSeconds() + " s in vain for " + what);
      }
      try {
        Thread.sleep(STEP_MILLISECONDS);
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }
}
