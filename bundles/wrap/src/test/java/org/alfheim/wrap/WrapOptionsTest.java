package org.alfheim.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.plugin.Linking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrapOptionsTest {

  @Test
  void readsThemFromText() {
    assertThat(
            WrapOptions.parse(
                Map.of(
                    "name", "z",
                    "symbols", "on-demand",
                    "declare", "a, b,",
                    "services", "com.x.Api",
                    "version", "1.2",
                    "requires", "libx.so.1",
                    "waive", "TEXT_RELOCATIONS,executable-stack",
                    "go.runtime", "shared")))
        .isEqualTo(
            new WrapOptions(
                Optional.of("z"),
                Optional.of("on-demand"),
                List.of("a", "b"),
                List.of("com.x.Api"),
                Optional.of("1.2"),
                List.of("libx.so.1"),
                List.of("executable-stack", "text-relocations"),
                Optional.of("shared"),
                Linking.USUAL));
  }

  @Test
  void readsHowObjectsAreLinked() {
    assertThat(
            WrapOptions.parse(
                    Map.of(
                        "needs", "libm.so.6,libx.so",
                        "referred", "true",
                        "symbolic", "false",
                        "soname", "libz.so"))
                .linking())
        .isEqualTo(
            new Linking(List.of("libm.so.6", "libx.so"), true, false, Optional.of("libz.so")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "symbol|all|unknown option symbol; there are name, symbols, declare, services, version,"
            + " requires, waive, go.runtime, needs, referred, symbolic, soname",
        "waive|all|waive=all is not executable-stack, text-relocations, nodlopen,"
            + " undefined-functions or types",
        "symbols|some|symbols=some is not one of all, declared, on-demand",
        "version|1.x|version=1.x is not a version such as 1.2.13 or 1.2.13.beta",
        "services|Api|services=Api is not the full name of a Java interface",
        "services|com.x.1|services=com.x.1 is not the full name of a Java interface",
        "name|' '|name=  is not a name",
        "go.runtime|' '|go.runtime=  is not the name of a runtime",
      })
  void refusesWhatItCantDo(String option, String value, String problem) {
    assertThatExceptionOfType(WrapException.class)
        .isThrownBy(() -> WrapOptions.parse(Map.of(option, value)))
        .withMessage(problem);
  }

  @Test
  void allLeavesNothingToDeclare() {
    assertThatExceptionOfType(WrapException.class)
        .isThrownBy(() -> WrapOptions.parse(Map.of("symbols", "all", "declare", "a")))
        .withMessage("symbols=all leaves nothing to declare; leave one of them out");
  }
}
