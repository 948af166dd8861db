package org.alfheim.names;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are no text keep their bytes. */
class RawTextTest {
  /** UTF-8, Latin-1, a cut sequence, an overlong one, a surrogate, U+FFFD itself, two planes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "6c6962",
        "c3b6",
        "f6",
        "67f6df65",
        "c3",
        "e282",
        "f09f98",
        "c0af",
        "edb3b6",
        "edb3b6f6",
        "efbfbd",
        "efbfbdf6",
        "f09f9880f6",
        "f09f9880",
        "ff00ff",
        "80818283"
      })
  void bytesCanBeHadBack(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(RawText.encode(RawText.decode(bytes))).isEqualTo(bytes);
  }

  @Test
  void textIsText() {
    assertThat(RawText.decode("größe 😀 \ufffd".getBytes(UTF_8))).isEqualTo("größe 😀 \ufffd");
    assertThat(RawText.encode("größe 😀")).isEqualTo("größe 😀".getBytes(UTF_8));
    assertThat(RawText.isText("größe 😀")).isTrue();
    assertThat(RawText.shown("größe 😀")).isEqualTo("größe 😀");
  }

  @Test
  void otherBytesAreShownAsAShellWritesThem() {
    String name = RawText.decode("größe".getBytes(ISO_8859_1));

    assertThat(RawText.isText(name)).isFalse();
    assertThat(RawText.shown(name)).isEqualTo("gr\\xf6\\xdfe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp/größe", "größe", "../größe/b", "./größe", "//tmp//größe"})
  void aPathHasTheBytesOfItsName(String name) {
    assertThat(RawText.path(name)).isEqualTo(Path.of(name));
    assertThat(RawText.path(RawText.decode(name.getBytes(ISO_8859_1))).toUri().getRawPath())
        .contains("%F6%DF");
    assertThat(RawText.path(RawText.decode(name.getBytes(ISO_8859_1))).isAbsolute())
        .isEqualTo(name.startsWith("/"));
  }
}
