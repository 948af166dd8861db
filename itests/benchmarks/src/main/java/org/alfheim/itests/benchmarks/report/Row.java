package org.alfheim.itests.benchmarks.report;

/**
 * A line with what has become of it.
 *
 * @param line the line
 * @param outcome what was measured, or why nothing was
 */
public record Row(Line line, Outcome outcome) {

  /** Whether the target is met; empty where there is none, or nothing was measured. */
  public String verdict() {
    if (outcome instanceof Outcome.Measured reading && line.target().exists()) {
      return line.target().isMetBy(reading) ? "met" : "not met";
    }
    return "";
  }
}
