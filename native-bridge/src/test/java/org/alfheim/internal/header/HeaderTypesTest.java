package org.alfheim.internal.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.btf.BtfTypes;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.EnumType.Enumerator;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.StructureType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A header and a compiler say what an image's symbols are, and nothing that is not so. */
@Timeout(120)
class HeaderTypesTest {
  @TempDir Path folder;

  private Path header(String text) throws IOException {
    return Files.writeString(folder.resolve("h.h"), text);
  }

  private HeaderRequest request(String text, String... exports) throws IOException {
    return new HeaderRequest(
        List.of(header(text).toString()), List.of(exports), List.of("gcc"), List.of());
  }

  private HeaderTypes readBy(String compiler, String text, String... exports) throws IOException {
    return HeaderTypes.read(
        new HeaderRequest(
            List.of(header(text).toString()), List.of(exports), List.of(compiler), List.of()));
  }

  private HeaderTypes read(String text, String... exports) throws IOException {
    return HeaderTypes.read(request(text, exports));
  }

  private static List<String> declared(HeaderTypes types) {
    return types.symbols().stream().map(symbol -> symbol.type().declare(symbol.name())).toList();
  }

  private static Path script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang"})
  void functionsAndVariablesHaveTheTypesThatTheHeaderSays(String compiler) throws IOException {
    HeaderTypes types =
        readBy(
            compiler,
            """
            #include <stddef.h>
            typedef struct thing thing;
            typedef int (*visitor)(void *closure, const char *name);
            enum shade { DARK, LIGHT = 5 };
            struct pair { int a; struct pair *next; unsigned f : 3; char text[16]; };
            extern const char version[];
            extern struct pair pairs[4];
            thing *thing_open(const char *name, int flags);
            size_t thing_walk(thing *t, visitor each, void *closure);
            enum shade thing_shade(const thing *t);
            struct pair thing_pair(struct pair p, ...);
            _Bool thing_is(void);
            """,
            "version",
            "pairs",
            "thing_open",
            "thing_walk",
            "thing_shade",
            "thing_pair",
            "thing_is");
    assertThat(declared(types))
        .containsExactly(
            "struct pair pairs[4]",
            "_Bool thing_is(void)",
            "thing *thing_open(const char *name, int flags)",
            "struct pair thing_pair(struct pair p, ...)",
            "enum shade thing_shade(const thing *t)",
            "size_t thing_walk(thing *t, visitor each, void *closure)",
            "char version[]");
    assertThat(types.unproved()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang"})
  void enumerationsAndArraysAreWhatTheCompilerMakesOfThem(String compiler) throws IOException {
    HeaderTypes types =
        readBy(
            compiler,
            """
            enum wide { ALL = 0xffffffffffffffffUL };
            enum minus { LESS = -1, MORE = 2147483647 };
            enum __attribute__((packed)) tiny { SMALL = 200 };
            extern enum wide w; extern enum minus m; extern enum tiny t; extern int grid[3][5];
            """,
            "w",
            "m",
            "t",
            "grid");
    assertThat(types.unproved()).isEmpty();
    Map<String, CType> by = new TreeMap<>();
    types.symbols().forEach(symbol -> by.put(symbol.name(), symbol.type()));
    assertThat(by.get("grid").declare("grid")).isEqualTo("int grid[3][5]");
    assertThat(((EnumType) by.get("w")).enumerators()).containsExactly(new Enumerator("ALL", -1));
    assertThat(((EnumType) by.get("w")).underlying().bits()).isEqualTo(64);
    assertThat(((EnumType) by.get("m")).enumerators())
        .containsExactly(new Enumerator("LESS", -1), new Enumerator("MORE", Integer.MAX_VALUE));
    assertThat(((EnumType) by.get("m")).underlying().signed()).isTrue();
    assertThat(((EnumType) by.get("t")).underlying().bits()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang"})
  void namesThatTheHeaderDoesNotDeclareAreLeftOut(String compiler) throws IOException {
    HeaderTypes types =
        readBy(
            compiler,
            "typedef int word; enum { FOUR = 4 }; int f(int a); struct s { int in; };",
            "f",
            "g",
            "word",
            "FOUR",
            "s",
            "in",
            "_ZN1a1bEv",
            "not.c",
            "");
    assertThat(declared(types)).containsExactly("int f(int a)");
    assertThat(types.unproved()).isEmpty();
  }

  @Test
  void aMacroOfTheSameNameHidesNoFunction() throws IOException {
    HeaderTypes types =
        read(
            """
            int get(int c); int real(long); int put(char);
            #define get(c) (c)
            #define put real
            #define only real
            """,
            "get",
            "put",
            "only");
    assertThat(declared(types)).containsExactly("int get(int c)", "int put(char)");
  }

  @Test
  void aMacroWithTheNameOfAMemberHindersNoProof() throws IOException {
    HeaderTypes types =
        read(
            "struct s { int first; int second; };\n#define second third\nint f(struct s *x);", "f");
    assertThat(declared(types)).containsExactly("int f(struct s *x)");
    assertThat(types.unproved()).isEmpty();
  }

  @Test
  void parametersHaveTheNamesOfTheirDeclaration() throws IOException {
    HeaderTypes types =
        read(
            """
            typedef unsigned long size;
            typedef int (*callback)(int);
            struct box;
            int a(int, size, struct box *, const size *, char *const, unsigned long, callback);
            int b(int one, size two, struct box *three, const size *four, char *const five,
                  unsigned long six, callback seven);
            int c(int (*visit)(void *, const char *key), int list[4], int (*row)[3], void f(int g));
            int (*d(int how))(double x);
            int (e)(int odd);
            __attribute__((visibility("default"))) int f(int g __attribute__((unused)), ...);
            extern int g(struct { int x; } *weird);
            int h(int (*(*deep)(int))(char), char *(*names)[2], struct box *restrict apart);
            int i(); int j(void);
            static inline int k(int inner) { int (b) = 1; return inner + b; }
            int l(int only_first); int l(int again);
            int m(int); int m(int later);
            """,
            "a",
            "b",
            "c",
            "d",
            "e",
            "f",
            "h",
            "j",
            "l",
            "m");
    assertThat(declared(types))
        .containsExactly(
            "int a(int, size, struct box *, const size *, char *, unsigned long, callback)",
            "int b(int one, size two, struct box *three, const size *four, char *five,"
                + " unsigned long six, callback seven)",
            "int c(int (*visit)(void *, const char *), int *list, int (*row)[3], void (*f)(int))",
            "int (*d(int how))(double)",
            "int e(int odd)",
            "int f(int g, ...)",
            "int h(int (*(*deep)(int))(char), char *(*names)[2], struct box *apart)",
            "int j(void)",
            "int l(int only_first)",
            "int m(int later)");
  }

  @Test
  void positionsAreThoseOfTheDeclarations() throws IOException {
    Files.writeString(folder.resolve("inner.h"), "\n\nint inner(int a);\n");
    HeaderTypes types =
        read(
            "#include \"inner.h\"\n/* two\n lines */\n#define R int\nR outer(void);\n\nextern\nint v;",
            "inner",
            "outer",
            "v");
    Map<String, Optional<SourcePosition>> positions = new TreeMap<>();
    types.symbols().forEach(symbol -> positions.put(symbol.name(), symbol.position()));
    assertThat(positions)
        .containsEntry(
            "inner", Optional.of(new SourcePosition(folder.resolve("inner.h").toString(), 3)))
        .containsEntry(
            "outer", Optional.of(new SourcePosition(folder.resolve("h.h").toString(), 5)))
        .containsEntry("v", Optional.of(new SourcePosition(folder.resolve("h.h").toString(), 8)));
  }

  @Test
  void whatTheModelLeavesOutIsNoContradiction() throws IOException {
    HeaderTypes types =
        read(
            """
            void quit(int status) __attribute__((noreturn));
            int spin(volatile int *lock, char *restrict *to);
            struct s { volatile int *p; void (*f)(void volatile **); }; int use(struct s *s);
            """,
            "quit",
            "spin",
            "use");
    assertThat(declared(types))
        .containsExactly(
            "void quit(int status)", "int spin(int *lock, char **to)", "int use(struct s *s)");
    assertThat(types.unproved()).isEmpty();
  }

  @Test
  void whatTakesVariableArgumentsAsAListIsNotTold() throws IOException {
    HeaderTypes types =
        read(
            "#include <stdarg.h>\nint log_it(const char *format, va_list list); int f(int a);",
            "log_it",
            "f");
    assertThat(declared(types)).containsExactly("int f(int a)");
    assertThat(types.unproved())
        .isEqualTo(Map.of("log_it", "it takes a va_list, which no caller but C has"));
  }

  @Test
  void whatTheCompilerContradictsIsNotToldAndNamed() throws IOException {
    // A compiler for which the header says something else when it comes to the proof.
    Path liar =
        script(
            folder.resolve("liar"),
            "case \"$*\" in *proof.c*) exec gcc -DLATER \"$@\";; esac\n" + "exec gcc \"$@\"");
    Path header =
        header(
            """
            #ifdef LATER
            struct s { int b; int a; }; int f(long x);
            #else
            struct s { int a; int b; }; int f(int x);
            #endif
            enum e { A }; int g(struct s *x); int h(enum e x);
            """);
    HeaderTypes types =
        HeaderTypes.read(
            new HeaderRequest(
                List.of(header.toString()),
                List.of("f", "g", "h"),
                List.of(liar.toString()),
                List.of()));
    assertThat(declared(types)).containsExactly("int h(enum e x)");
    assertThat(types.unproved().get("f")).contains("the type of f was read as int (int)");
    assertThat(types.unproved().get("g")).contains("the layout of struct s was read wrongly");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang"})
  void macrosAndEnumeratorsAreWorthWhatTheCompilerSays(String compiler) throws IOException {
    Files.writeString(folder.resolve("mine.h"), "#define INNER 1\n");
    HeaderTypes types =
        readBy(
            compiler,
            """
            #include <limits.h>
            #include "mine.h"
            #define ONE 1
            #define MINUS (-ONE)
            #define BIG 0xffffffffffffffffULL
            #define MASK (1u << 31)
            #define LETTER 'a'
            #define PI 3.25
            #define HALF 0.5f
            #define NAME "al" "fheim"
            #define WORD unsigned int
            #define CALL(x) (x)
            #define EMPTY
            #define LIST 1L,3L,6L
            #define BLOCK do { } while (0)
            #define BEGIN {
            #define NOTHING ((void *)0)
            #define UNKNOWN not_declared
            #define GONE 7
            #undef GONE
            #define QUOTED "a;{\\"b"
            enum { FIRST = 3, SECOND };
            #define WIDE 0x123456789abLL
            enum tag { LAST = (1 << 4), };
            int f(void);
            """,
            "f");
    assertThat(types.constants().stream().map(HeaderTypesTest::told))
        .containsExactly(
            "unsigned long BIG 18446744073709551615",
            "int FIRST 3",
            "float HALF 0.5",
            "int INNER 1",
            "int LAST 16",
            "int LETTER 97",
            "unsigned int MASK 2147483648",
            "int MINUS -1",
            "NAME alfheim",
            "int ONE 1",
            "double PI 3.25",
            "QUOTED a;{\"b",
            "int SECOND 4",
            "long WIDE 1250999896491");
  }

  private static String told(Constant constant) {
    return switch (constant) {
      case Constant.Whole whole -> whole.type() + " " + whole.name() + " " + whole.value();
      case Constant.Real real -> real.type() + " " + real.name() + " " + real.value();
      case Constant.Text text -> text.name() + " " + text.value();
    };
  }

  @Test
  void theBtfOfAHeaderSaysTheSame() throws IOException {
    HeaderTypes types =
        read("struct p { int x, y; }; typedef struct p p_t; int far(const p_t *p);", "far");
    BtfTypes btf = BtfTypes.of("types.btf", MemorySegment.ofArray(types.btf()));
    assertThat(btf.find(SymbolPlace.named("far")).orElseThrow().declare("far"))
        .isEqualTo("int far(const p_t *p)");
    assertThat(btf.position(SymbolPlace.named("far")).orElseThrow().line()).isEqualTo(1);
    StructureType p = (StructureType) btf.named("struct p").orElseThrow();
    assertThat(p.member("y").orElseThrow().offset()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cc", "clang"})
  void theHeaderOfZlibDeclaresWhatZlibExports(String compiler) throws IOException {
    Path library = Path.of("/lib/x86_64-linux-gnu/libz.so.1");
    SharedObject object =
        SharedObject.parse("libz.so.1", MemorySegment.ofArray(Files.readAllBytes(library)));
    List<String> exports = new ArrayList<>();
    object.exported().forEach(symbol -> exports.add(object.symbols().name(symbol)));
    HeaderTypes types =
        HeaderTypes.read(
            new HeaderRequest(List.of("zlib.h"), exports, List.of(compiler), List.of()));
    assertThat(declared(types))
        .contains(
            "uLong crc32(uLong crc, const Bytef *buf, uInt len)",
            "int inflate(z_streamp strm, int flush)",
            "int gzprintf(gzFile file, const char *format, ...)",
            "const char *zlibVersion(void)");
    assertThat(types.unproved()).containsOnlyKeys("gzvprintf");
    assertThat(types.symbols()).extracting(TypedSymbol::position).doesNotContain(Optional.empty());
  }

  @Test
  void severalHeadersAreReadInTheOrderGiven() throws IOException {
    Files.writeString(folder.resolve("first.h"), "typedef int word;");
    Path second = Files.writeString(folder.resolve("second.h"), "word f(word a);");
    HeaderTypes types =
        HeaderTypes.read(
            new HeaderRequest(
                List.of("first.h", second.toString()),
                List.of("f"),
                List.of("gcc"),
                List.of("-I" + folder)));
    assertThat(declared(types)).containsExactly("word f(word a)");
  }

  @Test
  void withoutACompilerItIsSaidWhatToInstall() throws IOException {
    HeaderRequest request =
        new HeaderRequest(List.of("zlib.h"), List.of("f"), List.of("no-such-cc"), List.of());
    refused(request, "the C compiler no-such-cc can't be run; install one (gcc or clang)");
    HeaderRequest other =
        new HeaderRequest(List.of("zlib.h"), List.of("f"), List.of("gcc", "-m32"), List.of());
    refused(other, "gcc does not compile for x86-64");
    HeaderRequest none = new HeaderRequest(List.of("zlib.h"), List.of("f"), List.of(), List.of());
    refused(none, "no C compiler is named");
    HeaderRequest noCompiler =
        new HeaderRequest(List.of("zlib.h"), List.of("f"), List.of("false"), List.of());
    refused(noCompiler, "false is no C compiler that takes the options of gcc");
  }

  private static void refused(HeaderRequest request, String message) {
    assertThatThrownBy(() -> HeaderTypes.read(request))
        .isInstanceOf(HeaderTypesException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n")
        .extracting(failure -> failure.getMessage().length())
        .satisfies(length -> assertThat(length).isLessThan(600));
  }

  @Test
  void aHeaderThatIsNotThereIsNamed() {
    refused(
        new HeaderRequest(List.of("no/such.h"), List.of("f"), List.of("gcc"), List.of()),
        "no file no/such.h; install the library's development files, or name the folder that has it: --include FOLDER, in a build include=FOLDER");
    refused(
        new HeaderRequest(List.of(), List.of("f"), List.of("gcc"), List.of()),
        "no header is named");
    refused(
        new HeaderRequest(List.of("a.h>\n#error"), List.of("f"), List.of("gcc"), List.of()),
        "is no name of a header");
  }

  @Test
  void aHeaderWithAnErrorIsRefusedWithIt() throws IOException {
    refused(request("int f(unknown_t a);", "f"), "h.h:1:7: error: unknown type name 'unknown_t'");
    refused(request("#error \"" + "long ".repeat(1000) + "\"", "f"), "long long");
  }

  @Test
  void aHeaderThatDeclaresNothingOfTheImageIsTheWrongOne() throws IOException {
    refused(request("int other(void);", "f", "g"), "declares none of the 2 names");
  }

  @Test
  void aCompilerThatDoesNotEndIsEndedWithAllThatItStarted() throws Exception {
    Path file = folder.resolve("pid");
    Path slow =
        script(
            folder.resolve("slow"),
            "case \"$*\" in *-dM*) exec gcc \"$@\";; esac\nsleep 1000 & echo $! > "
                + file
                + "\nwait");
    HeaderRequest request =
        new HeaderRequest(
            List.of(header("int f(void);").toString()),
            List.of("f"),
            List.of(slow.toString()),
            List.of());
    assertThatThrownBy(() -> HeaderTypes.read(request, Duration.ofSeconds(6)))
        .isInstanceOf(HeaderTypesException.class)
        .hasMessageContaining("did not end within 6 s");
    long pid = Long.parseLong(Files.readString(file).strip());
    Optional<ProcessHandle> child = ProcessHandle.of(pid);
    if (child.isPresent()) {
      child.get().onExit().get(60, java.util.concurrent.TimeUnit.SECONDS);
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void theFolderOfTheCompilersFilesIsGoneAfterwards() throws IOException {
    Path left = folder.resolve("left");
    Path telling = script(folder.resolve("telling"), "pwd > " + left + "\nexec gcc \"$@\"");
    HeaderTypes.read(
        new HeaderRequest(
            List.of(header("int f(void);").toString()),
            List.of("f"),
            List.of(telling.toString()),
            List.of()));
    assertThat(Path.of(Files.readString(left).strip())).doesNotExist();
  }

  /** For each name that it does not know, gcc looks for one that is similar. */
  @Test
  void theCompilerIsNotAskedForNamesThatAreNotInTheText() throws IOException {
    Path asked = folder.resolve("asked");
    Path telling =
        script(folder.resolve("telling"), "cat stub.c >> " + asked + " 2>&-\nexec gcc \"$@\"");
    HeaderTypes types =
        HeaderTypes.read(
            new HeaderRequest(
                List.of(header("#define glued(x) int f_##x(int here)\nglued(one);").toString()),
                List.of("f_one", "f_two", "here"),
                List.of(telling.toString()),
                List.of()));
    assertThat(declared(types)).containsExactly("int f_one(int here)");
    assertThat(asked).content().contains("&(f_one)", "&(here)").doesNotContain("f_two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"`touch %s`", "$(touch %s)", "; touch %s", "\"; touch %s; \""})
  void noShellReadsWhatIsGiven(String flag) throws IOException {
    Path evil = folder.resolve("evil");
    HeaderRequest request =
        new HeaderRequest(
            List.of(header("int f(void);").toString()),
            List.of("f"),
            List.of("gcc"),
            List.of("-DTEXT=" + flag.formatted(evil)));
    assertThat(declared(HeaderTypes.read(request))).containsExactly("int f(void)");
    assertThat(evil).doesNotExist();
  }

  @Test
  void whatIsNoSymbolHasItsPlace() throws IOException {
    HeaderTypes types =
        read(
            """
            #define MOST 12
            struct later;
            typedef struct later later_t;
            typedef struct __attribute__((packed)) pair {
              int first;
              void (*call)(int second,
                           struct later *third);
              struct { int inner; } nested[2];
              unsigned bits : 3;
            } pair_t;
            enum shade { DARK, LIGHT = (1 + 2),
                         DIM };
            typedef int (*visitor)(struct pair *at);
            static inline int helper(int a) { struct local { int b; } l = { a }; return l.b; }
            struct later { int done; };
            int f(pair_t *p, visitor v, enum shade s, later_t *l);
            """,
            "f");

    Map<String, String> lines = new TreeMap<>();
    types
        .places()
        .forEach((name, at) -> {
          if (at.file().equals(folder.resolve("h.h").toString())) {
            lines.put(name, String.valueOf(at.line()));
          }
        });
    assertThat(lines)
        .containsEntry("MOST", "1")
        .containsEntry("later_t", "3")
        .containsEntry("struct later", "15")
        .containsEntry("struct later.done", "15")
        .containsEntry("struct pair", "4")
        .containsEntry("pair_t", "4")
        .containsEntry("struct pair.first", "5")
        .containsEntry("pair_t.first", "5")
        .containsEntry("pair_t.call", "6")
        .containsEntry("pair_t.nested", "8")
        .containsEntry("pair_t.bits", "9")
        .containsEntry("enum shade", "11")
        .containsEntry("DARK", "11")
        .containsEntry("DIM", "12")
        .containsEntry("visitor", "13")
        .doesNotContainKeys("struct local", "helper", "f");
  }
}
