package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names that ld.so would put on the stack of the thread, where a name of some megabytes ends the
 * process.
 */
@Timeout(60)
class LongPathTest {
  private static final String LONGEST = "x".repeat(4095);
  private static final String TOO_LONG = "x".repeat(4096);

  @TempDir private Path directory;
  private Gcc gcc;

  @BeforeEach
  void compiler() {
    gcc = new Gcc(directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-Wl,-soname,|DT_SONAME",
        "-Wl,-f,|DT_AUXILIARY",
        "-Wl,-F,|DT_FILTER",
        "-Wl,--enable-new-dtags,-rpath,/lib:|DT_RUNPATH",
        "-Wl,--disable-new-dtags,-rpath,/lib:|DT_RPATH"
      })
  void areNoLongerThanAPath(String option, String field) {
    Path longest = gcc.bare("longest.so", "int f;", option + LONGEST);
    Path tooLong = gcc.bare("long.so", "int f;", option + TOO_LONG);

    assertThat(Images.parse("longest.so", Images.bytes(longest)).name()).isEqualTo("longest.so");
    isRefused(tooLong, field);
  }

  @Test
  void ofLibrariesThatAreNeededAreNoLongerThanAPath() {
    Path needed = gcc.bare("needed.so", "int g;", "-Wl,-soname," + TOO_LONG);
    isRefused(
        gcc.bare("needing.so", "int f;", "-Wl,--no-as-needed", needed.toString()), "DT_NEEDED");
  }

  @Test
  void ofManyFoldersMayBeLongTogether() {
    Path file =
        gcc.bare("many.so", "int f;", "-Wl,-rpath," + "/usr/lib/of/mine:".repeat(1_000) + "/lib");

    assertThat(Images.parse("many.so", Images.bytes(file)).runpath().orElseThrow())
        .hasSizeGreaterThan(10_000);
  }

  private static void isRefused(Path file, String field) {
    assertThatThrownBy(() -> Images.parse("lib.so", Images.bytes(file)))
        .isInstanceOfSatisfying(
            ElfException.class, refusal -> assertThat(refusal.field()).isEqualTo(field))
        .hasMessageContaining("a path of 4096 bytes");
  }
}
