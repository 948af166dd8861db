package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hash functions, against values that others have published. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
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
    String expected = hash.replaceFirst("^0+", "");
    assertThat(Integer.toHexString(SymbolName.gnuHash(name))).isEqualTo(expected);
    assertThat(Integer.toHexString(SymbolName.gnuHash(name.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(expected);
  }

  /** A name that is not ASCII, or no UTF-8, is its bytes; the hash goes over those. */
  @ParameterizedTest
  @ValueSource(strings = {"grüße", "日本語の名前", "\udcf6\udcff", "ascii_then_ä", "ä_then_ascii"})
  void aNameThatIsNotAsciiHasTheHashOfItsBytes(String name) {
    assertThat(SymbolName.gnuHash(name)).isEqualTo(SymbolName.gnuHash(SymbolName.encode(name)));
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
