package org.alfheim.internal.open;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryVersionTest {
  @ParameterizedTest
  @CsvSource({
    "libz.so.1.3.1, 1.3.1",
    "libz.so.1, 1",
    "libc-2.36.so, 2.36",
    "libstdc++-6-2.so, 2",
    "libone.so-2.so.3, 3",
    "libone.so.so.3, 3",
    "libz.so,",
    "libz.so.,",
    "libz.so.1.,",
    "libz.so..1,",
    "libz.so.1..2,",
    "libz.so.1a,",
    "libz.so.old,",
    "libz.so.1.bak,",
    "libz-.so,",
    "libz-1.2.so.bak,",
    "libz-a1.so,",
    "libz-٣.so,",
    "-1.so, 1",
    "1.so,",
    ".so.7, 7",
    "'',",
  })
  void isWhatTheNameSays(String name, String version) {
    assertThat(LibraryVersion.of(name).orElse(null)).isEqualTo(version);
  }
}
