package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables of structures and arrays, written; what is in them then, functions of C say. */
@Timeout(60)
class StructureVariableTest {
  private static final String SOURCE =
      """
      typedef unsigned char byte;
      typedef int number;
      enum colour { RED, BLUE = 7 };
      struct point { int x, y; };
      struct mixed {
        char name[8]; byte data[4]; enum colour colour; unsigned low : 3, high : 5;
        struct point at[2]; const char *title; union { int i; float f; };
      };
      struct point origin = { 3, 4 };
      number count = 1;
      int numbers[3] = { 1, 2, 3 };
      int table[2][2] = { { 1, 2 }, { 3, 4 } };
      char name[8] = "earlier";
      byte data[4] = { 1, 2, 3, 4 };
      struct mixed mixed = { "mixed", { 1, 2, 3, 4 }, RED, 1, 2, { { 1, 2 }, { 3, 4 } }, "title" };
      const struct point fixed = { 1, 2 };
      __thread struct point own = { 1, 1 };
      long double wide = 1;

      int x(void) { return origin.x; }
      int y(void) { return origin.y; }
      int counted(void) { return count; }
      int total(void) { return numbers[0] * 100 + numbers[1] * 10 + numbers[2]; }
      int corner(void) { return table[1][0]; }
      int length(void) { return __builtin_strlen(name); }
      int after(void) { return name[7]; }
      int bytes(void) { return data[0] * 10 + data[3]; }
      int colour(void) { return mixed.colour; }
      int bits(void) { return mixed.low * 100 + mixed.high; }
      int second(void) { return mixed.at[1].y; }
      int titled(void) { return mixed.title ? mixed.title[0] : 0; }
      int i(void) { return mixed.i; }
      int own_y(void) { return own.y; }
      """;

  @TempDir private static Path folder;

  private static Path file;

  /** One of its own for each test: what another has written is not there. */
  private LocalPlugin plugin;

  @BeforeAll
  static void compile() {
    file = new Compiler(folder).c("variables.so", SOURCE, "-g");
  }

  @BeforeEach
  void open() throws IOException {
    Path own = Files.createTempDirectory(folder, "own").resolve("variables.so");
    plugin = Loader.openLocal(Files.copy(file, own));
  }

  private String call(String function) {
    NativeFunction called = plugin.lookup(function).function();
    return called.format(called.call(List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "origin | {x: 1, y: 2} | y | 2",
        "origin | {5, 6} | x | 5",
        "origin | {y: 2} | x | 3",
        "origin | {} | x | 3",
        "count | 0x10 | counted | 16",
        "numbers | {4, 5, 6} | total | 456",
        "numbers | {7} | total | 723",
        "table | {{5, 6}, {7, 8}} | corner | 7",
        "name | abc | length | 3",
        "name | {a, b} | length | 6",
        "name | abc | after | 0",
        "name | abcdefgh | after | 104",
        "data | {9, 8, 7, 6} | bytes | 96",
        "data | @hex:05 | bytes | 50",
        "mixed | {colour: BLUE} | colour | 7",
        "mixed | {low: 7} | bits | 702",
        "mixed | {high: 31} | bits | 131",
        "mixed | {at: {{}, {y: 9}}} | second | 9",
        "mixed | {colour: BLUE} | titled | 116",
        "mixed | {title: NULL} | titled | 0",
        "mixed | {i: 5} | i | 5",
        "own | {y: 8} | own_y | 8",
      })
  void whatIsWrittenIsWhatCHas(String variable, String text, String function, String result) {
    plugin.lookup(variable).variable().setText(text);
    assertThat(call(function)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "origin | {x: 1, z: 2} | no member 'z'",
        "origin | {x: 1, y: word} | 'word'",
        "origin | {1, 2, 3} | 2 members",
        "origin | 7 | is no struct point; write {x, y}",
        "origin | {x: {1}} | int",
        "numbers | {1, 2, 3, 4} | 4 values",
        "numbers | {9, 9, word} | 'word'",
        "numbers | 5 | write a list",
        "name | abcdefghi | 9 bytes",
        "data | @hex:0 | pairs of hexadecimal digits",
        "mixed | {name: new, colour: GREEN} | RED, BLUE",
        "mixed | {low: 1, high: 32} | bit-field 'high'",
        "mixed | {title: \"text\"} | NULL or an address",
        "wide | 1 | can't be written",
      })
  void ofWhatDoesNotFitNothingIsWritten(String variable, String text, String reason) {
    Variable<Object> written = plugin.lookup(variable).variable();
    String before = written.getText();
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> written.setText(text))
        .withMessageStartingWith("variables.so: " + variable + ": ")
        .withMessageContaining(reason);
    assertThat(written.getText()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"origin", "numbers", "table", "name", "data", "own"})
  void whatIsShownCanBeTypedAgain(String variable) {
    Variable<Object> written = plugin.lookup(variable).variable();
    String shown = written.getText();
    written.setText(shown);
    assertThat(written.getText()).isEqualTo(shown);
    written.set(written.get());
    assertThat(written.getText()).isEqualTo(shown);
  }

  @Test
  void valuesOfJavaAreWrittenLikewise() {
    plugin.lookup("origin").variable().set(Map.of("x", 9));
    assertThat(call("x")).isEqualTo("9");
    assertThat(call("y")).isEqualTo("4");
    plugin.lookup("data").variable().set(new byte[] {7});
    assertThat(call("bytes")).isEqualTo("70");
  }

  @Test
  void aDeclarationWillDo() {
    plugin.lookup("numbers").variable("int numbers[3]").setText("{1, 1, 1}");
    assertThat(call("total")).isEqualTo("111");
  }

  @Test
  void aConstantIsNotWritten() {
    assertThatExceptionOfType(ReadOnlyException.class)
        .isThrownBy(() -> plugin.lookup("fixed").variable().setText("{5, 6}"))
        .withMessageContaining("not writable");
    assertThatExceptionOfType(ReadOnlyException.class)
        .isThrownBy(
            () -> plugin.lookup("origin").variable(MemorySegment.class).set(MemorySegment.NULL))
        .withMessageContaining("LocalSymbol.segment()");
  }
}
