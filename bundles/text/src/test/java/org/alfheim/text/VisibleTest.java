package org.alfheim.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which characters a reader can see (Unicode, general categories Cc, Cf, Cs, Zl, Zp). */
class VisibleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "crc32",
        "_ZN3fooEv",
        "Gr\u00fc\u00dfe",
        "\u4e16\u754c",
        "\ud83e\udd84",
        "a b"
      })
  void whatCanBeSeenStays(String text) {
    assertThat(Visible.of(text)).isEqualTo(text);
  }

  @Test
  void whatHidesOrTurnsTextIsNamed() {
    assertThat(Visible.of("a\0b")).isEqualTo("a\\x00b");
    assertThat(Visible.of("\u001b[31m")).isEqualTo("\\x1b[31m");
    assertThat(Visible.of("soft\u00adhyphen")).isEqualTo("soft\\xadhyphen");
    assertThat(Visible.of("\u202egpj.exe")).isEqualTo("\\u202egpj.exe");
    assertThat(Visible.of("zero\u200bwidth")).isEqualTo("zero\\u200bwidth");
    assertThat(Visible.of("line\u2028end")).isEqualTo("line\\u2028end");
    assertThat(Visible.of("half\ud83e")).isEqualTo("half\\ud83e");
  }
}
