package org.alfheim.plugins.checksum.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumCommandTest {

  @ParameterizedTest
  @CsvSource({"0, 00000000", "3421780262, cbf43926", "4294967295, ffffffff"})
  void printsEightDigits(long value, String printed) {
    assertThat(new ChecksumCommand(data -> value).crc32("123456789")).isEqualTo(printed);
  }
}
