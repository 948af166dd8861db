package org.alfheim.itests.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to be reached, and whether it is. */
class TargetTest {

  @ParameterizedTest
  @CsvSource({
    "RATIO_AT_MOST, 2, 20, 10, true",
    "RATIO_AT_MOST, 2, 21, 10, false",
    "RATIO_BELOW, 1, 9, 10, true",
    "RATIO_BELOW, 1, 10, 10, false",
    "RATIO_AT_LEAST, 1.6, 16, 10, true",
    "RATIO_AT_LEAST, 1.6, 15, 10, false",
    "VALUE_AT_MOST, 6, 6, 1, true",
    "VALUE_AT_MOST, 6, 7, 9, false",
    "EXCESS_AT_MOST, 5, 15, 10, true",
    "EXCESS_AT_MOST, 5, 16, 10, false",
    "NONE, 0, 9, 1, true"
  })
  void aReadingReachesItOrDoesNot(
      Target.Kind kind, double limit, double alfheim, double peer, boolean met) {
    assertThat(new Target(kind, limit).isMetBy(Outcome.Measured.of(alfheim, peer))).isEqualTo(met);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, NANOSECONDS, 0.50 ns",
    "999, NANOSECONDS, 999 ns",
    "1000, NANOSECONDS, 1.00 µs",
    "43900000000, NANOSECONDS, 43.9 s",
    "1048576, BYTES, 1.00 MiB",
    "5.02, COUNT, 5.02",
    "342.4, PER_SECOND, 342 /s"
  })
  void aValueIsShownInTheLargestUnitOfWhichItHasOne(double value, Unit unit, String text) {
    assertThat(unit.format(value)).isEqualTo(text);
  }
}
