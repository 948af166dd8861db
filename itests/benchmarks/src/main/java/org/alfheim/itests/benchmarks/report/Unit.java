package org.alfheim.itests.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** What a value is counted in. */
public enum Unit {
  /** Time, in nanoseconds. */
  NANOSECONDS(1000, "ns", "µs", "ms", "s"),
  /** Memory, in bytes. */
  BYTES(1024, "B", "KiB", "MiB", "GiB"),
  /** How many of a thing. */
  COUNT(1, ""),
  /** How many of a thing in a second. */
  PER_SECOND(1, "/s");

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<String> names;

  private final int step;

  Unit(int step, String... names) {
    this.names = List.of(names);
    this.step = step;
  }

  /** A value in the largest unit of which it is at least one. */
  public String format(double value) {
    double scaled = value;
    int index = 0;
    while (Math.abs(scaled) >= step && index + 1 < names.size()) {
      scaled /= step;
      index++;
    }
    int digits = Math.abs(scaled) < 10 ? 2 : Math.abs(scaled) < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + digits + "f %s", scaled, names.get(index)).strip();
  }
}
