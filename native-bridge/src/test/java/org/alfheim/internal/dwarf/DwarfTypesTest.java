package org.alfheim.internal.dwarf;

import static org.alfheim.internal.debuginfo.DebugBuild.declaration;
import static org.alfheim.internal.debuginfo.DebugBuild.layout;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.debuginfo.DebugBuild;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.UnsupportedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What C says, in the words of C: each expected declaration is one of the source. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DwarfTypesTest {
  private static final String SOURCE =
      """
      #include <stdarg.h>
      typedef unsigned long size;
      typedef struct point { int x; int y; } point;
      struct node { struct node *next; const char *name; union { int i; double d; };
                    unsigned flags : 3, : 5, rest : 20; signed char tail[]; };
      enum color { RED, GREEN = 5, BLUE };
      enum sign { MINUS = -1, PLUS = 1 };
      struct hidden;
      typedef int (*compare)(const void *, const void *);
      int sum(point p, struct point *q) { return p.x + q->y; }
      size lengths(const char *const *names, char **out, unsigned char b, long long c) { return 0; }
      struct node *find(const struct node *list, const char *name) { return 0; }
      void sort(void *base, size count, compare order) {}
      void (*signals(int number, void (*handler)(int)))(int) { return handler; }
      int print(const char *format, ...) { return 0; }
      enum color paint(enum color c, _Bool on) { return c; }
      enum sign signum(float f, double d) { return 1; }
      int rows(int matrix[3][4], int (*pointer)[4]) { return 0; }
      void handle(struct hidden *h, volatile int *v, void *restrict w) {}
      int old(a, b) int a; char b; { return a; }
      int nothing(void) { return 0; }
      extern int declared(short s, struct hidden *h);
      int (*const taken)(short, struct hidden *) = declared;
      int count = 1;
      const char *title = "t";
      const char letters[] = "abc";
      int matrix[3][4];
      struct node list;
      __thread int local = 3;
      long double large;
      __int128 wide;
      _Complex double complex_one;
      typedef int vector __attribute__((vector_size(16)));
      vector four;
      static int hidden_function(void) { return 1; }
      int alias_of_nothing(void) __attribute__((alias("nothing")));
      """;

  @TempDir Path folder;

  private DwarfTypes library(String compiler, String options, String source) {
    DebugBuild build = new DebugBuild(folder);
    return build.types(build.library(compiler, source, options.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "gcc, -gdwarf-5",
    "gcc, -gdwarf-4",
    "clang, -gdwarf-5",
    "clang, -gdwarf-4",
    "gcc, -gdwarf-3 -gstrict-dwarf",
    "gcc, -gdwarf-2 -gstrict-dwarf",
    "clang, -gdwarf-3",
    "gcc, -gdwarf-5 -O2",
    "clang, -gdwarf-5 -O2",
    "gcc, -gdwarf-5 -gdwarf64",
    "gcc, -gz=zlib",
    "gcc, -gz=zlib-gnu",
    "gcc, '-Wl,--compress-debug-sections=zstd'",
    "gcc, -gdwarf-5 -flto",
    "gcc, -gdwarf-4 -fdebug-types-section"
  })
  void saysWhatTheSourceDeclares(String compiler, String options) {
    DwarfTypes types = library(compiler, options, SOURCE);
    assertThat(declaration(types, "sum")).isEqualTo("int sum(point p, struct point *q)");
    assertThat(declaration(types, "lengths"))
        .isEqualTo(
            "size lengths(const char *const *names, char **out, unsigned char b, long long c)");
    assertThat(declaration(types, "find"))
        .isEqualTo("struct node *find(const struct node *list, const char *name)");
    assertThat(declaration(types, "sort"))
        .isEqualTo("void sort(void *base, size count, compare order)");
    assertThat(declaration(types, "signals"))
        .isEqualTo("void (*signals(int number, void (*handler)(int)))(int)");
    assertThat(declaration(types, "print")).isEqualTo("int print(const char *format, ...)");
    assertThat(declaration(types, "paint")).isEqualTo("enum color paint(enum color c, _Bool on)");
    assertThat(declaration(types, "signum")).isEqualTo("enum sign signum(float f, double d)");
    assertThat(declaration(types, "rows"))
        .isEqualTo("int rows(int (*matrix)[4], int (*pointer)[4])");
    assertThat(declaration(types, "handle"))
        .isEqualTo("void handle(struct hidden *h, int *v, void *w)");
    assertThat(declaration(types, "old")).isEqualTo("int old()");
    assertThat(declaration(types, "nothing")).isEqualTo("int nothing(void)");
    assertThat(declaration(types, "count")).isEqualTo("int count");
    assertThat(declaration(types, "title")).isEqualTo("const char *title");
    assertThat(declaration(types, "letters")).isEqualTo("char letters[4]");
    assertThat(declaration(types, "matrix")).isEqualTo("int matrix[3][4]");
    assertThat(declaration(types, "local")).isEqualTo("int local");
    assertThat(types.position(SymbolPlace.named("sum")))
        .contains(new SourcePosition(folder.resolve("lib.so.c").toString(), 10));
    assertThat(declaration(types, "hidden_function")).isEqualTo("unknown");
    assertThat(declaration(types, "absent")).isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "gcc, -gdwarf-5",
    "gcc, -gdwarf-4",
    "gcc, -gdwarf-2 -gstrict-dwarf",
    "clang, -gdwarf-5"
  })
  void saysWhereMembersLie(String compiler, String options) {
    DwarfTypes types = library(compiler, options, SOURCE);
    assertThat(layout(types.named("struct node").orElseThrow()))
        .startsWith("struct node *next @0; const char *name @64; union @128; ")
        .contains("flags : 3 @192; ")
        .contains("rest : 20 @200; ")
        .endsWith("signed char tail[] @224");
    assertThat(types.find(SymbolPlace.named("list"))).isEqualTo(types.named("struct node"));
    assertThat(layout(types.named("point").orElseThrow())).isEqualTo("int x @0; int y @32");
  }

  @ParameterizedTest
  @CsvSource({"gcc, -gdwarf-5", "gcc, -gdwarf-4", "clang, -gdwarf-5", "clang, -gdwarf-4"})
  void knowsEnumerationsAndWhatJavaHasNot(String compiler, String options) {
    DwarfTypes types = library(compiler, options, SOURCE);
    assertThat(types.named("enum color"))
        .get()
        .isInstanceOfSatisfying(
            EnumType.class,
            color -> {
              assertThat(color.enumerators().toString())
                  .isEqualTo(
                      "[Enumerator[name=RED, value=0], Enumerator[name=GREEN, value=5],"
                          + " Enumerator[name=BLUE, value=6]]");
              assertThat(color.underlying().signed()).isFalse();
            });
    assertThat(types.named("enum sign"))
        .get()
        .isInstanceOfSatisfying(
            EnumType.class,
            sign -> {
              assertThat(sign.enumerators().getFirst().value()).isEqualTo(-1);
              assertThat(sign.underlying().signed()).isTrue();
            });
    for (String name : new String[] {"large", "wide", "complex_one"}) {
      assertThat(types.find(SymbolPlace.named(name)))
          .get()
          .isInstanceOfSatisfying(
              UnsupportedType.class, type -> assertThat(type.size()).hasValue(16));
    }
    assertThat(types.find(SymbolPlace.named("four")).orElseThrow().resolved())
        .isInstanceOfSatisfying(
            UnsupportedType.class, type -> assertThat(type.size()).hasValue(16));
    assertThat(types.named("struct hidden").filter(type -> !(type instanceof IncompleteType)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"gcc, -gdwarf-5", "gcc, -gdwarf-4"})
  void aDeclaredFunctionIsKnownByWhatTakesItsAddress(String compiler, String options) {
    DebugBuild build = new DebugBuild(folder);
    Path object = build.compile(compiler, "stub.o", SOURCE, (options + " -c").split(" "));
    assertThat(declaration(build.types(object), "declared"))
        .isEqualTo("int declared(short, struct hidden *)");
    assertThat(declaration(build.types(object), "sum"))
        .isEqualTo("int sum(point p, struct point *q)");
    assertThat(build.types(object).position(SymbolPlace.named("declared")))
        .contains(new SourcePosition(folder.resolve("stub.o.c").toString(), 22));
  }

  @Test
  void anAliasHasTheTypeOfWhatIsAtItsAddress() {
    Path file = new DebugBuild(folder).library("gcc", SOURCE);
    long address = address(file, "alias_of_nothing");
    DwarfTypes types = new DebugBuild(folder).types(file);
    assertThat(types.find(new SymbolPlace("alias_of_nothing", address)).orElseThrow().spelling())
        .isEqualTo("int (void)");
  }

  @Test
  void manyThreadsGetTheSameStructure() throws Exception {
    DebugBuild build = new DebugBuild(folder);
    Path file = build.library("gcc", SOURCE);
    for (int round = 0; round < 20; round++) {
      DwarfTypes types = build.types(file);
      CyclicBarrier start = new CyclicBarrier(4);
      Callable<CType> ask =
          () -> {
            start.await();
            CType list = types.find(SymbolPlace.named("list")).orElseThrow();
            assertThat(layout(list)).startsWith("struct node *next @0");
            return list;
          };
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        Set<CType> found = new HashSet<>();
        for (Future<CType> one : threads.invokeAll(Collections.nCopies(4, ask))) {
          found.add(one.get());
        }
        assertThat(found).hasSize(1);
      }
    }
  }

  private static long address(Path file, String symbol) {
    String line =
        Compiler.run(List.of("nm", file.toString()))
            .lines()
            .filter(l -> l.endsWith(" " + symbol))
            .findFirst()
            .orElseThrow();
    return Long.parseUnsignedLong(line.substring(0, line.indexOf(' ')), 16);
  }

  @ParameterizedTest
  @CsvSource({"gcc, -gdwarf-5", "clang, -gdwarf-5"})
  void aResolverIsNotTakenForItsFunction(String compiler, String options) {
    Path file =
        new DebugBuild(folder)
            .library(
                compiler,
                """
                static int one(int a) { return a; }
                void *resolve(void) { return one; }
                int chosen(int a) __attribute__((ifunc("resolve")));
                """,
                options.split(" ", -1));
    DwarfTypes types = new DebugBuild(folder).types(file);
    assertThat(types.find(new SymbolPlace("chosen", address(file, "chosen")))).isEmpty();
    assertThat(declaration(types, "resolve")).isEqualTo("void *resolve(void)");
  }

  @ParameterizedTest
  @CsvSource({"gcc, -g1", "clang, -g1", "clang, -gline-tables-only"})
  void whereTypesWereLeftOutNothingIsKnown(String compiler, String options) {
    DwarfTypes types = library(compiler, options, SOURCE);
    assertThat(declaration(types, "sum")).isEqualTo("unknown");
    assertThat(declaration(types, "sort")).isEqualTo("unknown");
    assertThat(declaration(types, "nothing")).isEqualTo("unknown");
  }

  @Test
  void rustHasPathsAndWhatJavaHasNot() {
    Path file =
        new DebugBuild(folder)
            .rust(
                "shapes",
                """
                pub mod inner { #[repr(C)] pub struct Point { pub x: i32, pub y: f64 } }
                pub enum Shape { Circle(f64), Square { side: u32 } }
                #[repr(u8)] pub enum Color { Red = 1, Green = 200 }
                #[no_mangle] pub extern "C" fn area(s: &Shape, p: inner::Point, c: Color,
                    n: usize, t: char, name: *const u8, f: extern "C" fn(i32) -> i32) -> f64 {
                  match s { Shape::Circle(r) => *r, Shape::Square { side } => *side as f64 + p.y }
                }
                #[no_mangle] pub static COUNT: u32 = 5;
                """);
    DwarfTypes types = new DebugBuild(folder).types(file);
    assertThat(declaration(types, "area"))
        .isEqualTo(
            "f64 area(shapes::Shape *s, shapes::inner::Point p, shapes::Color c, usize n,"
                + " char32_t t, u8 *name, i32 (*f)(i32))");
    assertThat(declaration(types, "COUNT")).isEqualTo("u32 COUNT");
    assertThat(layout(types.named("shapes::inner::Point").orElseThrow()))
        .isEqualTo("i32 x @0; f64 y @64");
    assertThat(types.named("shapes::Shape")).get().isInstanceOf(UnsupportedType.class);
    assertThat(types.named("shapes::Color"))
        .get()
        .isInstanceOfSatisfying(
            EnumType.class, color -> assertThat(color.underlying().bits()).isEqualTo(8));
  }
}
