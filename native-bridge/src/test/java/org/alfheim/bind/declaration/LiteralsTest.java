package org.alfheim.bind.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C17 6.4.4: how constants are written. */
class LiteralsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "42, 42",
    "-1, -1",
    "+7, 7",
    "0x2a, 42",
    "0XFFffFFff, 4294967295",
    "-0x10, -16",
    "017, 15",
    "00, 0",
    "0b101, 5",
    "42u, 42",
    "42UL, 42",
    "42llu, 42",
    "42ull, 42",
    "99999999999999999999999, 99999999999999999999999"
  })
  void readsIntegersAsCDoes(String text, BigInteger value) {
    assertThat(Literals.integer(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", "0x", "08", "1_000", "1.0", "1e3", "42lul", "42lL", "0b2", "x10", " 1", "1 ", "١"
      })
  void refusesWhatIsNoInteger(String text) {
    assertThat(Literals.integer(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3.14, 3.14",
    "-.5, -0.5",
    "5., 5",
    "1e10, 1e10",
    "1E-3f, 0.001",
    "0x1p-3, 0.125",
    "0x1.8p1, 3",
    "0x10, 16",
    "7, 7",
    "inf, Infinity",
    "-Infinity, -Infinity",
    "nan, NaN"
  })
  void readsFloatingConstantsAsCDoes(String text, double value) {
    assertThat(Literals.floating(text)).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "e5", "1e", "0x1.8", "1d", "one", "--1"})
  void refusesWhatIsNoNumber(String text) {
    assertThat(Literals.floating(text)).isEmpty();
  }

  @Test
  void readsCharacterConstants() {
    assertThat(Literals.character("'a'")).hasValue('a');
    assertThat(Literals.character("'\\n'")).hasValue('\n');
    assertThat(Literals.character("'\\0'")).hasValue(0);
    assertThat(Literals.character("'\\''")).hasValue('\'');
    assertThat(Literals.character("'\\\\'")).hasValue('\\');
    assertThat(Literals.character("'\\x1b'")).hasValue(0x1b);
    assertThat(Literals.character("'é'")).hasValue('é');
    assertThat(Literals.character("'ab'")).isEmpty();
    assertThat(Literals.character("''")).isEmpty();
    assertThat(Literals.character("'\\'")).isEmpty();
    assertThat(Literals.character("'\\q'")).isEmpty();
    assertThat(Literals.character("a")).isEmpty();
  }

  @Test
  void writesEveryCharacterSoThatItCanBeReadAgain() {
    for (int code = Byte.MIN_VALUE; code <= Byte.MAX_VALUE; code++) {
      String text = Literals.quoted((byte) code);

      assertThat((byte) Literals.character(text).orElseThrow()).as(text).isEqualTo((byte) code);
      assertThat(text).isPrintable();
    }
  }
}
