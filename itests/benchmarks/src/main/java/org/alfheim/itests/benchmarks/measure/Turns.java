package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import org.alfheim.itests.benchmarks.report.Outcome;

/** Alfheim and its peer, one after the other, several times. */
public final class Turns {
  private Turns() {}

  /** One side, measured in a process of its own. */
  @FunctionalInterface
  public interface Side {
    double[] values() throws IOException, InterruptedException;
  }

  /**
   * Measures both sides.
   *
   * @param rounds how often each
   * @return the middle one of all values of each
   */
  public static Outcome.Measured take(int rounds, Side alfheim, Side peer)
      throws IOException, InterruptedException {
    double[] ours = {};
    double[] theirs = {};
    for (int i = 0; i < rounds; i++) {
      ours = Values.concat(ours, alfheim.values());
      theirs = Values.concat(theirs, peer.values());
    }
    return Outcome.Measured.of(Values.middle(ours), Values.middle(theirs));
  }
}
