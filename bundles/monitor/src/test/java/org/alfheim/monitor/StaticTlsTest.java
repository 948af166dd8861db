package org.alfheim.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reserve for static thread-local storage by the manual of glibc, "Dynamic Linking Tunables":
 * 144 bytes for each of eight namespaces' worth of libraries, and {@code
 * glibc.rtld.optional_static_tls}, 512 by default: 1,664 bytes in all.
 */
class StaticTlsTest {
  @Test
  void withoutATunableItIsWhatGlibcKeeps() {
    assertThat(StaticTls.reserve(null)).isEqualTo(1_664);
    assertThat(StaticTls.reserve("")).isEqualTo(1_664);
  }

  @ParameterizedTest
  @CsvSource({
    "glibc.rtld.optional_static_tls=4096, 4096",
    "glibc.rtld.optional_static_tls=0x1000, 4096",
    "glibc.malloc.check=1:glibc.rtld.optional_static_tls=0, 0",
    "glibc.rtld.optional_static_tls=2048:glibc.rtld.nns=2, 2048",
    "glibc.rtld.optional_static_tls=many, 512",
    "xglibc.rtld.optional_static_tls=4096, 512",
  })
  void aTunableReplacesThePartThatIsOptional(String tunables, long optional) {
    assertThat(StaticTls.reserve(tunables)).isEqualTo(8 * 144 + optional);
  }
}
