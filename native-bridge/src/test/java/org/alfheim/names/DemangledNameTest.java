package org.alfheim.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemangledNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "_ZN2ns1fEi | _ZN2ns1fEi = ns::f(int)",
        "_ZdlPv@GLIBCXX_3.4 | _ZdlPv@GLIBCXX_3.4 = operator delete(void*)",
        "_RNvC6_123foo3bar | _RNvC6_123foo3bar = 123foo::bar",
        "crc32 | crc32",
        "crc32@ZLIB_1 | crc32@ZLIB_1",
        "_Z | _Z",
        "_Znonsense | _Znonsense",
      })
  void whatPeopleWriteStandsBesideTheSymbol(String symbol, String shown) {
    assertThat(DemangledName.beside(symbol)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ns::f", "f(int)", "unsigned long", "A<int>", "vtable for A"})
  void aNameOfThisKindIsKnownByItsLetters(String written) {
    assertThat(DemangledName.isMeant(written)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"crc32", "_ZN2ns1fEi", "a:b", "example.com/hello.F", "memcpy@GLIBC_2.14", ""})
  void aSymbolsOwnNameIsNotOfThisKind(String written) {
    assertThat(DemangledName.isMeant(written)).isFalse();
  }

  private static List<Integer> find(List<String> symbols, String written) {
    int[] places = IntStream.range(0, symbols.size()).toArray();
    return new DemangledIndex(places, symbols::get).find(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f(char const*) | _Z1fPKc",
        "f(const char*) | _Z1fPKc",
        "f( const  char * ) | _Z1fPKc",
        "f(char const* const) | _Z1fKPKc",
        "f(unsigned long, long) | _Z1fml",
        "f(const A<const B>&) | _Z1fRK1AIK1BE",
        "f(A<B const> const&) | _Z1fRK1AIK1BE",
        "f(A<A<int>>) | _Z1f1AIS_IiEE",
        "f(A<A<int> >) | _Z1f1AIS_IiEE",
        "f(volatile int*) | _Z1fPVi",
        "f(void (*)(const char*)) | _Z1fPFvPKcE",
        "f(std::string) | _Z1fSs",
        "f(std::string&) | _Z1fRNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE",
        "operator new(unsigned long) | _Znwm",
        "A::operator bool() const | _ZNK1AcvbEv",
        "A::operator< | _ZN1AltERKS_",
        "A::operator()(int) | _ZN1AclEi",
        "operator<< <int> | _ZlsIiEvT_",
        "core::fmt::write | _ZN4core3fmt5write17h0123456789abcdefE",
      })
  void oneNameHasManySpellings(String written, String symbol) {
    assertThat(find(List.of("other", symbol, "_Z5otherv"), written)).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f(char*) | _Z1fPKc",
        "f(longlong) | _Z1fx",
        "g(int) | _Z1fi",
        "f(int | _Z1fi",
        "f(int)) | _Z1fi"
      })
  void anotherNameIsAnother(String written, String symbol) {
    assertThat(find(List.of(symbol), written)).isEmpty();
  }

  @Test
  void theWholeNameComesBeforeThatWithoutParameters() {
    // A variable A::f, and a function of that name elsewhere with parameters.
    assertThat(find(List.of("_ZN1A1fE", "_ZN1A1fEi"), "A::f")).containsExactly(0);
    assertThat(find(List.of("_ZN1A1fEi", "_ZN1A1fEl"), "A::f")).containsExactly(0, 1);
  }

  @Test
  void aDeclarationHasTheNameWithoutResultAndParameters() {
    assertThat(DemangledName.declarator("_ZN2ns1fIiEEvT_")).isEqualTo("ns::f<int>");
    assertThat(DemangledName.declarator("_ZN2ns5countE")).isEqualTo("ns::count");
    assertThat(DemangledName.declarator("plain")).isEqualTo("plain");
    assertThat(DemangledName.declarator("_Zwrong")).isEqualTo("_Zwrong");
  }
}
