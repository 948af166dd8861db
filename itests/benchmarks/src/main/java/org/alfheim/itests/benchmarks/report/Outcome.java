package org.alfheim.itests.benchmarks.report;

import java.util.OptionalDouble;

/** What has become of a line. */
public sealed interface Outcome {

  /**
   * It was measured.
   *
   * @param alfheim the middle of Alfheim's values, in the line's unit
   * @param peer that of the peer's; empty where there is none to compare with
   * @param note what has to be known besides; may be empty
   */
  record Measured(double alfheim, OptionalDouble peer, String note) implements Outcome {

    /** A reading of both. */
    public static Measured of(double alfheim, double peer) {
      return new Measured(alfheim, OptionalDouble.of(peer), "");
    }

    /** The same reading, with a note. */
    public Measured with(String words) {
      return new Measured(alfheim, peer, words);
    }

    /** How many times the peer's value Alfheim's is; not a number where there is no peer. */
    public double ratio() {
      return peer.isPresent() ? alfheim / peer.getAsDouble() : Double.NaN;
    }
  }

  /**
   * It was left out.
   *
   * @param reason why
   */
  record LeftOut(String reason) implements Outcome {}

  /**
   * It went wrong.
   *
   * @param reason what
   */
  record Failed(String reason) implements Outcome {}
}
