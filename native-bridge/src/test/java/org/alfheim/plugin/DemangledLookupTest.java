package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Global;
import org.alfheim.bind.Name;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.DryRun;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Symbols of C++ are found by the names that people write. */
class DemangledLookupTest {
  @TempDir static Path folder;

  private static Path file;
  private static Plugin plugin;

  @BeforeAll
  static void open() {
    file =
        new Compiler(folder)
            .cpp(
                "libnames.so",
                """
                #include <map>
                #include <string>
                namespace ns {
                  int counter = 7;
                  int add(int a, int b) { return a + b; }
                  long twice(int a) { return 2 * a; }
                  long twice(long a) { return 2 * a; }
                  unsigned long measure(const char *const *all, unsigned long n) { return all ? n : 0; }
                  int length(const std::string &text) { return text.size(); }
                  int none(void) { return 3; }
                  struct Base { virtual ~Base(); int b; };
                  Base::~Base() {}
                  struct Point { Point(int, int); int sum() const; static int origin(); int x, y; };
                  Point::Point(int a, int b) : x(a), y(b) {}
                  int Point::sum() const { return x + y; }
                  int Point::origin() { return 40; }
                  struct Diamond : virtual Base { Diamond(); };
                  Diamond::Diamond() {}
                  template <typename T> T least(T a, T b) { return a < b ? a : b; }
                  template int least<int>(int, int);
                  template <typename K> int keys(const std::map<K, int> &m) { return m.size(); }
                  template int keys<long>(const std::map<long, int> &);
                }
                extern "C" int plain(int a) { return a; }
                """);
    plugin = Loader.open(file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ns::add(int, int) | _ZN2ns3addEii",
        "ns::add(int,int) | _ZN2ns3addEii",
        "ns::add | _ZN2ns3addEii",
        "ns::counter | _ZN2ns7counterE",
        "ns::twice(long) | _ZN2ns5twiceEl",
        "ns::twice(int) | _ZN2ns5twiceEi",
        "ns::measure(char const* const*, unsigned long) | _ZN2ns7measureEPKPKcm",
        "ns::measure(const char *const *, unsigned  long) | _ZN2ns7measureEPKPKcm",
        "ns::length(std::string const&) | _ZN2ns6lengthERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE",
        "ns::length(const std::string &) | _ZN2ns6lengthERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE",
        "ns::none() | _ZN2ns4noneEv",
        "ns::none(void) | _ZN2ns4noneEv",
        "ns::Point::sum() const | _ZNK2ns5Point3sumEv",
        "ns::Point::origin() | _ZN2ns5Point6originEv",
        "ns::Point::Point(int, int) | _ZN2ns5PointC1Eii",
        "int ns::least<int>(int, int) | _ZN2ns5leastIiEET_S1_S1_",
        "ns::least<int>(int, int) | _ZN2ns5leastIiEET_S1_S1_",
        "ns::least<int> | _ZN2ns5leastIiEET_S1_S1_",
        "vtable for ns::Base | _ZTVN2ns4BaseE",
        "plain | plain",
        "_ZN2ns3addEii | _ZN2ns3addEii",
      })
  void aNameAsPeopleWriteItFindsTheSymbol(String written, String symbol) {
    assertThat(plugin.lookup(written)).isSameAs(plugin.lookup(symbol));
    assertThat(plugin.find(written)).isEqualTo(plugin.find(symbol));
    assertThat(plugin.lookup(written).name()).isEqualTo(symbol);
  }

  @Test
  void aNameOfSeveralSymbolsIsRefusedAndTheyAreNamed() {
    assertThat(plugin.find("ns::twice")).isEmpty();
    assertThatExceptionOfType(SymbolNotFoundException.class)
        .isThrownBy(() -> plugin.lookup("ns::twice"))
        .withMessageContaining("ns::twice not found")
        .withMessageContaining("; it is the name of several, say which: ")
        .withMessageContaining("_ZN2ns5twiceEi = ns::twice(int), _ZN2ns5twiceEl = ns::twice(long)");
    // The constructor of a whole object makes the virtual base too: another function.
    assertThatExceptionOfType(SymbolNotFoundException.class)
        .isThrownBy(() -> plugin.lookup("ns::Diamond::Diamond()"))
        .withMessageContaining("_ZN2ns7DiamondC1Ev = ")
        .withMessageContaining("_ZN2ns7DiamondC2Ev = ");
  }

  @Test
  void aSlipInSuchANameIsAnsweredByOneThatThereIs() {
    assertThatExceptionOfType(SymbolNotFoundException.class)
        .isThrownBy(() -> plugin.lookup("ns::ad(int, int)"))
        .withMessageEndingWith("; did you mean ns::add(int, int)?");
  }

  @Test
  void aWordAloneIsASymbolsOwnNameAndOneOfCppIsToldOf() {
    Path global =
        new Compiler(folder).cpp("libglobal.so", "int add(int a, int b) { return a + b; }");
    assertThatExceptionOfType(SymbolNotFoundException.class)
        .isThrownBy(() -> Loader.open(global).lookup("add"))
        .withMessageEndingWith("; there is _Z3addii = add(int, int)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"ns::add(int)", "ns::", "::", "(", "<", "' '", "add(int, int)", "ns::plain(int)"})
  void anotherNameFindsNothing(String written) {
    assertThat(plugin.find(written)).isEmpty();
    assertThat(plugin.find(written)).isEmpty();
  }

  interface Names {
    @Name("ns::add(int, int)")
    int add(int a, int b);

    @Name("ns::Point::origin")
    int origin();

    @Name("ns::counter")
    @Global
    int counter();
  }

  @Test
  void anInterfaceMayGiveSuchNames() {
    Names names = plugin.bind(Names.class);
    assertThat(names.add(2, 3)).isEqualTo(5);
    assertThat(names.origin()).isEqualTo(40);
    assertThat(names.counter()).isEqualTo(7);
  }

  interface Wrong {
    @Name("ns::twice")
    long twice(int a);

    @Name("ns::add(long)")
    int add(long a);

    int plain(int a);
  }

  @Test
  void whatAnInterfaceNamesInVainIsToldWithTheReason() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(Wrong.class))
        .withMessageContaining("exports 1 of the 3 symbols")
        .withMessageContaining("ns::add(long)")
        .withMessageContaining(
            "ns::twice (it is the name of several, say which: _ZN2ns5twiceEi = ns::twice(int), ");
  }

  interface OfWrongKind {
    @Name("ns::counter")
    int counter(int a);
  }

  @Test
  void aBuildFindsTheSameInTheFile() throws IOException {
    SharedObject image =
        SharedObject.parse("libnames.so", MemorySegment.ofArray(Files.readAllBytes(file)));
    assertThat(DryRun.misfits(Names.class, "libnames.so", image)).isEmpty();
    assertThat(DryRun.misfits(OfWrongKind.class, "libnames.so", image)).hasSize(1);
    assertThat(DryRun.missing(List.of("ns::add(int, int)", "ns::twice", "plain", "gone"), image))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ns::twice (it is the name of several"),
            line -> assertThat(line).isEqualTo("gone"));
  }

  @Test
  void missingSymbolsAreToldAsPeopleWriteThem() {
    Path needy =
        new Compiler(folder)
            .cpp(
                "libneedy.so",
                "namespace ns { int gone(int, const char *); int here() { return gone(1, \"\"); } }");
    assertThatExceptionOfType(UnresolvedException.class)
        .isThrownBy(() -> Loader.open(needy))
        .withMessageContaining("undefined symbol _ZN2ns4goneEiPKc = ns::gone(int, char const*);")
        .satisfies(e -> assertThat(e.symbols()).containsExactly("_ZN2ns4goneEiPKc"));
  }

  @Test
  void aPlanSaysWhatPeopleCallTheSymbols() throws IOException {
    Path needy =
        new Compiler(folder)
            .cpp("libplan.so", "namespace ns { int gone(int); int here() { return gone(1); } }");
    DryRun run =
        DryRun.of(
            needy,
            SharedObject.parse("libplan.so", MemorySegment.ofArray(Files.readAllBytes(needy))),
            Map.of(),
            Set.of());
    assertThat(run.lines())
        .anyMatch(
            line -> line.matches(" *ask +_ZN2ns4goneEi.*\\(R_X86_64_\\w+\\) = ns::gone\\(int\\)"))
        .anyMatch(line -> line.endsWith("missing   symbol _ZN2ns4goneEi = ns::gone(int)"));
    assertThat(run.missing()).containsExactly("symbol _ZN2ns4goneEi");
  }
}
