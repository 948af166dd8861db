package org.alfheim.bind.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualifiedDeclarationTest {
  private static final Map<String, String> SYMBOLS =
      Map.of(
          "ns::add(int, int)", "_ZN2ns3addEii",
          "ns::add(long)", "_ZN2ns3addEl",
          "a::b::counter", "_ZN1a1b7counterE",
          "ns::only", "_ZN2ns4onlyEv");

  private static String resolved(String text) {
    return QualifiedDeclaration.resolved(text, name -> Optional.ofNullable(SYMBOLS.get(name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int ns::add(int, int) | int _ZN2ns3addEii(int, int)",
        "int ns::add(int, int); | int _ZN2ns3addEii(int, int);",
        "long ns::add(long) | long _ZN2ns3addEl(long)",
        "const char *ns::only(void) | const char *_ZN2ns4onlyEv(void)",
        "int a::b::counter | int _ZN1a1b7counterE",
        "int a::b::counter[3] | int _ZN1a1b7counterE[3]",
        "int add(int, int) | int add(int, int)",
        "int V | int V",
      })
  void aQualifiedNameGivesWayToTheSymbolsOwn(String text, String expected) {
    assertThat(resolved(text)).isEqualTo(expected);
  }

  @Test
  void aNameThatFindsNothingIsRefusedAtItsColumn() {
    assertThatExceptionOfType(DeclarationException.class)
        .isThrownBy(() -> resolved("int ns::gone(int)"))
        .withMessageContaining("'int ns::gone(int)', column 5: ")
        .withMessageContaining("'ns::gone'");
  }
}
