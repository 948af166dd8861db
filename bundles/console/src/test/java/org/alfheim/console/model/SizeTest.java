package org.alfheim.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes by the prefixes of IEC 80000-13. */
class SizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1, 1 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1536, 1.5 KiB",
    "102400, 100 KiB",
    "1048576, 1.0 MiB",
    "3221225472, 3.0 GiB",
    "1099511627776, 1.0 TiB",
    "1125899906842624, 1024 TiB",
  })
  void aSizeHasThreeFiguresAtMostUpToTheLargestUnit(long bytes, String text) {
    assertThat(new Size(bytes)).hasToString(text);
  }
}
