package org.alfheim.itests.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person asks for. */
class OptionsTest {

  private static Options parse(String... arguments) {
    return Options.parse(List.of(arguments));
  }

  @Test
  void withoutOptionsAllIsMeasuredShortly() {
    Options options = parse();

    assertThat(options.effort()).isEqualTo(Effort.SHORT);
    assertThat(options.wants("whatever there is")).isTrue();
    assertThat(options.json()).isFalse();
    assertThat(options.profile()).isFalse();
  }

  @Test
  void optionsAddUp() {
    Options options = parse("--json", "--long", "--only", "x");

    assertThat(options.effort()).isEqualTo(Effort.LONG);
    assertThat(options.json()).isTrue();
    assertThat(options.wants("y")).isFalse();
    assertThat(parse("--verbose").verbose()).isTrue();
  }

  @Test
  void aPatternPicksRowsByAnyPartOfTheirNames() {
    Options options = parse("--only", "look-up|LIBZ$");

    assertThat(options.wants("a miss of a look-up")).isTrue();
    assertThat(options.wants("where it lies: libz")).isTrue();
    assertThat(options.wants("libz, and more")).isFalse();
  }

  @Test
  void theLibraryOfAProfileMayBeLeftOut() {
    assertThat(parse("--profile").library()).isEmpty();
    assertThat(parse("--profile", "/lib/libx.so").library()).contains(Path.of("/lib/libx.so"));
  }

  @ParameterizedTest
  @CsvSource({
    "--quick, unknown option --quick",
    "libx.so, unknown option libx.so",
    "--only, --only needs a pattern: a part of a row's name",
    "--only (, --only (: Unclosed group",
    "--json --verbose, '--json goes without --verbose, whose output is no JSON'",
    "--profile --json, --profile goes alone",
    "--only x --profile, --profile goes alone"
  })
  void whatIsWrongIsSaid(String arguments, String complaint) {
    assertThatThrownBy(() -> parse(arguments.split(" "))).hasMessage(complaint);
  }
}
