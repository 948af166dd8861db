package org.alfheim.internal.dwarf;

import static org.alfheim.internal.debuginfo.DebugBuild.layout;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.debuginfo.DebugBuild;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.EnumType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.StructureType;
import org.alfheim.types.UnsupportedType;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C++: the symbols are found by their mangled names, which the compiler gives here. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CppTypesTest {
  private static final String SOURCE =
      """
      #include <string>
      namespace ns {
        struct base { long l; void method(int n) const; static int count; };
        void base::method(int n) const {}
        int base::count = 1;
        enum class color : unsigned char { red, green = 200 };
        enum plain { low = -1, high };
        class derived : public base { public: int x; color c; struct inner { short s; }; inner i; };
        template <class T> struct box { T value; };
        int f(base b, derived &d, const base &c, base &&r, color e, plain p) { return d.x; }
        int boxed(box<int> *b, derived::inner *i) { return b->value + i->s; }
        int text(std::string s) { return s.size(); }
        std::string made() { return "a"; }
        int pointed(int base::*member, void (base::*method)(int) const) { return 1; }
        namespace { struct hidden { int h; }; }
        struct holder { hidden *h; ~holder() = default; } theHolder;
        struct copied { int x; copied(const copied &o) : x(o.x) {} };
        struct holds { copied c[2]; };
        struct held { base b; };
        int by_value(copied a, holds b, held c, holder d) { return a.x; }
        int overloaded(int) { return 1; }
        int overloaded(double) { return 2; }
      }
      struct point { int x, y; };
      extern "C" int plain_c(point p, bool b, char16_t c) { return p.x; }
      int all(...) { return 0; }
      """;

  @TempDir Path folder;

  private static String declaration(DwarfTypes types, String symbol) {
    return types.find(SymbolPlace.named(symbol)).map(type -> type.declare("f")).orElse("unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "g++, -gdwarf-5, no",
    "g++, -gdwarf-4, no",
    "clang++, -gdwarf-5, no",
    "clang++, -gdwarf-4, no",
    "g++, -gdwarf-4 -fdebug-types-section, no",
    "g++, -gdwarf-5 -fdebug-types-section, no",
    "g++, -gdwarf-5 -gsplit-dwarf, no",
    "g++, -gdwarf-5, dwz",
    "g++, -gdwarf-4, dwz"
  })
  void namesHaveTheirScopes(String compiler, String options, String then) {
    DebugBuild build = new DebugBuild(folder);
    Path library = build.library(compiler, SOURCE, options.split(" ", -1));
    if (then.equals("dwz")) {
      Compiler.run(List.of("dwz", library.toString()));
    }
    DwarfTypes types = build.types(library);
    assertThat(declaration(types, "_ZN2ns1fENS_4baseERNS_7derivedERKS0_OS0_NS_5colorENS_5plainE"))
        .isEqualTo(
            "int f(ns::base b, ns::derived &d, const ns::base &c, ns::base &&r, ns::color e,"
                + " ns::plain p)");
    assertThat(declaration(types, "_ZN2ns5boxedEPNS_3boxIiEEPNS_7derived5innerE"))
        .isEqualTo("int f(ns::box<int> *b, ns::derived::inner *i)");
    assertThat(declaration(types, "_ZNK2ns4base6methodEi"))
        .isEqualTo("void f(const ns::base *this, int n)");
    assertThat(declaration(types, "_ZN2ns4base5countE")).isEqualTo("int f");
    assertThat(layout(types.named("ns::holder").orElseThrow()))
        .isEqualTo("ns::(anonymous namespace)::hidden *h @0");
    assertThat(declaration(types, "_ZN2ns10overloadedEi")).isEqualTo("int f(int)");
    assertThat(declaration(types, "_ZN2ns10overloadedEd")).isEqualTo("int f(double)");
    assertThat(declaration(types, "plain_c")).isEqualTo("int f(point p, _Bool b, char16_t c)");
    assertThat(layout(types.named("ns::derived").orElseThrow()))
        .isEqualTo("ns::base @0; int x @64; ns::color c @96; ns::derived::inner i @112");
    assertThat(((StructureType) types.named("ns::derived").orElseThrow()).member("l")).isPresent();
    assertThat(types.named("ns::color"))
        .get()
        .isInstanceOfSatisfying(
            EnumType.class,
            color -> {
              assertThat(color.underlying().bits()).isEqualTo(8);
              assertThat(color.enumerators().getLast().value()).isEqualTo(200);
            });
    assertThat(types.named("ns::box<int>")).isPresent();
    assertThat(types.named("struct ns::base")).isEqualTo(types.named("ns::base"));
    assertThat(types.named("base")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"g++, -gdwarf-5", "clang++, -gdwarf-5 -fstandalone-debug", "g++, -gdwarf-4"})
  void whatIsNotPassedAsCPassesItSaysSo(String compiler, String options) {
    DebugBuild build = new DebugBuild(folder);
    DwarfTypes types = build.types(build.library(compiler, SOURCE, options.split(" ", -1)));
    FunctionType text =
        (FunctionType)
            find(types, "_ZN2ns4textENSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE");
    assertThat(text.parameters().getFirst().type())
        .isInstanceOfSatisfying(
            UnsupportedType.class,
            string -> {
              assertThat(string.name()).isEqualTo("std::string");
              assertThat(string.size()).hasValue(32);
            });
    FunctionType made = (FunctionType) find(types, "_ZN2ns4madeB5cxx11Ev");
    assertThat(made.result()).isInstanceOf(UnsupportedType.class);
    FunctionType byValue =
        (FunctionType) find(types, "_ZN2ns8by_valueENS_6copiedENS_5holdsENS_4heldENS_6holderE");
    assertThat(byValue.parameters().stream().map(p -> p.type() instanceof UnsupportedType))
        .containsExactly(true, true, false, false);
    FunctionType pointed = (FunctionType) find(types, "_ZN2ns7pointedEMNS_4baseEiMS0_KFviE");
    assertThat(((UnsupportedType) pointed.parameters().getFirst().type()).size()).hasValue(8);
    assertThat(((UnsupportedType) pointed.parameters().getLast().type()).size()).hasValue(16);
  }

  private static Object find(DwarfTypes types, String symbol) {
    return types.find(SymbolPlace.named(symbol)).orElseThrow();
  }
}
