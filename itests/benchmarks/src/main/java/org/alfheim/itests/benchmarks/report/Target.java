package org.alfheim.itests.benchmarks.report;

import java.util.Locale;

/**
 * What a row is to reach.
 *
 * @param kind of what the limit is one
 * @param limit the limit; of a value, in the row's unit
 */
public record Target(Kind kind, double limit) {

  /** No target: a figure that is good to know. */
  public static final Target NONE = new Target(Kind.NONE, 0);

  /** Of what a limit is one. */
  public enum Kind {
    /** There is none. */
    NONE,
    /** The ratio is at most the limit. */
    RATIO_AT_MOST,
    /** The ratio is less than the limit. */
    RATIO_BELOW,
    /** The ratio is at least the limit. */
    RATIO_AT_LEAST,
    /** The value of Alfheim is at most the limit, whatever the peer has. */
    VALUE_AT_MOST,
    /** The value of Alfheim exceeds the peer's by at most the limit. */
    EXCESS_AT_MOST
  }

  /** At most so many times what the peer takes. */
  public static Target ratioAtMost(double limit) {
    return new Target(Kind.RATIO_AT_MOST, limit);
  }

  /** Less than the peer takes. */
  public static Target ahead() {
    return new Target(Kind.RATIO_BELOW, 1);
  }

  /** At least so many times what the peer has. */
  public static Target ratioAtLeast(double limit) {
    return new Target(Kind.RATIO_AT_LEAST, limit);
  }

  /** At most so much. */
  public static Target valueAtMost(double limit) {
    return new Target(Kind.VALUE_AT_MOST, limit);
  }

  /** At most so much more than the peer has. */
  public static Target excessAtMost(double limit) {
    return new Target(Kind.EXCESS_AT_MOST, limit);
  }

  /** Whether there is one. */
  public boolean exists() {
    return kind != Kind.NONE;
  }

  /** Whether a reading reaches it; true where there is nothing to reach. */
  public boolean isMetBy(Outcome.Measured reading) {
    return switch (kind) {
      case NONE -> true;
      case RATIO_AT_MOST -> reading.ratio() <= limit;
      case RATIO_BELOW -> reading.ratio() < limit;
      case RATIO_AT_LEAST -> reading.ratio() >= limit;
      case VALUE_AT_MOST -> reading.alfheim() <= limit;
      case EXCESS_AT_MOST -> reading.alfheim() - reading.peer().orElseThrow() <= limit;
    };
  }

  /** The target as a table shows it. */
  public String format(Unit unit) {
    return switch (kind) {
      case NONE -> "";
      case RATIO_AT_MOST -> "≤ " + ratio();
      case RATIO_BELOW -> "< " + ratio();
      case RATIO_AT_LEAST -> "≥ " + ratio();
      case VALUE_AT_MOST -> "≤ " + unit.format(limit);
      case EXCESS_AT_MOST -> "≤ +" + unit.format(limit);
    };
  }

  private String ratio() {
    return String.format(Locale.ROOT, "%.2f", limit);
  }
}
