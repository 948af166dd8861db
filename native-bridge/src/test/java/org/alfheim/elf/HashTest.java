package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash functions, against values that others have published. */
@Timeout(value = 20, threadMode = SEPARATE_THREAD)
class HashTest {
  @ParameterizedTest
  @CsvSource({
    "'', 00001505",
    "printf, 156b2bb8",
    "exit, 7c967e3f",
    "syscall, bac212a0",
    "flapenguin.me, 8ae9f18e",
  })
  void hashesAsGnu(String name, String hash) {
    assertThat(Integer.toHexString(SymbolName.gnuHash(name.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(hash.replaceFirst("^0+", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "printf, 77905a6",
    "exit, 6cf04",
    "syscall, b09985c",
    "flapenguin.me, 3987915",
    "isnan, 70a47e",
  })
  void hashesAsTheGabi(String name, String hash) {
    assertThat(Integer.toHexString(SymbolName.sysvHash(name.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource({"GLIBC_2.2.5, 9691a75", "GLIBC_2.3, d696913", "GLIBC_2.14, 6969194"})
  void hashesNamesOfVersions(String name, String hash) {
    assertThat(Integer.toHexString(SymbolName.sysvHash(name.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(hash);
  }
}
