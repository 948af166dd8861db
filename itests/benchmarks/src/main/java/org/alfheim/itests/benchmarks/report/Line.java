package org.alfheim.itests.benchmarks.report;

/**
 * A line of the table before anything is measured.
 *
 * @param what what is measured; it is the name of the line
 * @param peer what it stands beside
 * @param unit what both are counted in
 * @param target what it is to reach
 */
public record Line(String what, String peer, Unit unit, Target target) {

  /** A line of times with a target. */
  public static Line time(String what, String peer, Target target) {
    return new Line(what, peer, Unit.NANOSECONDS, target);
  }

  /** A line of times that only inform. */
  public static Line time(String what, String peer) {
    return time(what, peer, Target.NONE);
  }
}
