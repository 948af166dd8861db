package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Global;
import org.alfheim.bind.Name;
import org.alfheim.bind.TypeCheck;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.loader.Loader;
import org.alfheim.types.KnownType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an image says of its types, and what that is good for. */
@Timeout(60)
class KnownTypesTest {
  private static final String SOURCE =
      """
      enum color { RED, GREEN = 5, BLUE = -1 };
      struct point { int x, y; };
      struct flags { unsigned a : 3; int b : 5; char name[8]; struct point at; };
      typedef unsigned long uLong;
      struct point origin = { 3, 4 };
      enum color chosen = GREEN;
      const char *title = "a title";
      struct flags state = { 5, -3, "state", { 1, 2 } };
      int numbers[3] = { 1, 2, 3 };

      int sum(struct point p) { return p.x + p.y; }
      struct point make(int x, int y) { return (struct point) { x, y }; }
      int distance(const struct point *from, const struct point *to) {
        return to->x - from->x + to->y - from->y;
      }
      void scale(struct point *p, int by) { p->x *= by; p->y *= by; }
      enum color next(enum color c) { return c == RED ? GREEN : BLUE; }
      uLong bound(uLong length) { return length + 12; }
      int fill(unsigned char *to, uLong *length) { *length = to[0]; return 0; }
      struct flags flip(struct flags f) { f.a = ~f.a; f.b = -f.b; return f; }
      int each(int (*f)(int, void *), void *arg) { return f(7, arg); }
      """;

  @TempDir static Path folder;

  private static Plugin plugin;

  @BeforeAll
  static void open() {
    plugin =
        Loader.open(
            new Compiler(folder).c("known-types.so", SOURCE, "-gbtf", "-Wl,-soname,libknown.so"));
  }

  private static String call(String function, String... arguments) {
    var called = plugin.lookup(function).function(function);
    var result = called.callText(List.of(arguments));
    return called.format(result.value()) + (result.outs().isEmpty() ? "" : " " + result.outs());
  }

  @Test
  void aSymbolHasTheTypeOfItsDefinition() {
    assertThat(prototype("sum")).isEqualTo("int sum(struct point p)");
    assertThat(prototype("bound")).isEqualTo("uLong bound(uLong length)");
    assertThat(prototype("distance"))
        .isEqualTo("int distance(const struct point *from, const struct point *to)");
    assertThat(prototype("each")).isEqualTo("int each(int (*f)(int, void *), void *arg)");
    assertThat(prototype("numbers")).isEqualTo("int numbers[3]");
    assertThat(plugin.lookup("sum").type().map(KnownType::origin))
        .hasValueSatisfying(origin -> assertThat(origin).startsWith("BTF of "));
  }

  @ParameterizedTest
  @CsvSource({
    "gcc, -gdwarf-4, DWARF",
    "gcc, -gdwarf-5, DWARF",
    "gcc, -gdwarf-5 -gz, DWARF",
    "clang, -gdwarf-4, DWARF",
    "clang, -gdwarf-5, DWARF",
    "gcc, -gbtf, BTF"
  })
  void whateverSaysTheTypesIsBelieved(String compiler, String flags, String origin) {
    String name = "says-" + compiler + flags.replaceAll("\\W", "") + ".so";
    Plugin opened =
        Loader.open(new Compiler(folder).with(compiler, name, SOURCE, flags.split(" ")));
    KnownType type = opened.lookup("distance").type().orElseThrow();
    assertThat(type.type().declare("distance"))
        .isEqualTo("int distance(const struct point *from, const struct point *to)");
    assertThat(type.origin()).startsWith(origin + " of ");
    assertThat(opened.lookup("state").variable().getText())
        .isEqualTo("{a: 5, b: -3, name: \"state\", at: {x: 1, y: 2}}");
    var next = opened.lookup("next").function();
    assertThat(next.format(next.callText(List.of("GREEN")).value())).isEqualTo("BLUE");
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> opened.bind(Wrong.class));
  }

  @Test
  void debugInformationInAFileOfItsOwnIsFound() {
    Path file = new Compiler(folder).c("apart.so", SOURCE, "-g", "-Wl,--build-id");
    String debug = folder.resolve("apart.debug").toString();
    Compiler.run(List.of("objcopy", "--only-keep-debug", file.toString(), debug));
    Compiler.run(
        List.of("objcopy", "--strip-debug", "--add-gnu-debuglink=" + debug, file.toString()));
    Plugin opened = Loader.open(file);
    assertThat(opened.lookup("sum").type().orElseThrow().origin()).endsWith("apart.debug");
  }

  private static String prototype(String symbol) {
    return plugin.lookup(symbol).type().orElseThrow().type().declare(symbol);
  }

  @Test
  void aFunctionWhoseTypeIsKnownIsCalledByItsName() {
    assertThat(call("sum", "{x: 1, y: 2}")).isEqualTo("3");
    assertThat(call("sum", "{4, 5}")).isEqualTo("9");
    assertThat(call("sum", "{ .y = 2 }")).isEqualTo("2");
    assertThat(call("make", "6", "7")).isEqualTo("{x: 6, y: 7}");
    assertThat(call("distance", "{1, 1}", "{x: 4, y: 5}")).isEqualTo("7");
    assertThat(call("scale", "{x: 2, y: 3}", "10")).isEqualTo(" [arg 1 (p) = {x: 20, y: 30}]");
    assertThat(call("next", "RED")).isEqualTo("GREEN");
    assertThat(call("next", "5")).isEqualTo("BLUE");
    assertThat(call("flip", "{a: 1, b: 2, name: \"an, x\", at: {x: 8}}"))
        .isEqualTo("{a: 6, b: -2, name: \"an, x\", at: {x: 8, y: 0}}");
  }

  @Test
  void aVariableWhoseTypeIsKnownIsReadByItsName() {
    assertThat(plugin.lookup("origin").variable().getText()).isEqualTo("{x: 3, y: 4}");
    assertThat(plugin.lookup("origin").variable().get()).isEqualTo(Map.of("x", 3, "y", 4));
    assertThat(plugin.lookup("chosen").variable("chosen").getText()).isEqualTo("GREEN");
    assertThat(plugin.lookup("title").variable().getText()).isEqualTo("a title");
    assertThat(plugin.lookup("numbers").variable().getText()).isEqualTo("{1, 2, 3}");
    assertThat(plugin.lookup("state").variable().getText())
        .isEqualTo("{a: 5, b: -3, name: \"state\", at: {x: 1, y: 2}}");
  }

  @Test
  void whatCanNotBeAStructureIsNamed() {
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> call("sum", "{z: 1}"))
        .withMessage("argument 1 (struct point p): struct point has no member 'z'; it has x, y");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> call("sum", "7"))
        .withMessageContaining("'7' is no struct point; write {x, y}, with values");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> call("flip", "{a: 9}"))
        .withMessageContaining("9 is out of the range of the bit-field 'a', 3 bits");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> call("sum", "{x: 1"))
        .withMessageContaining("expected '}' at the end of the list");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> call("next", "PINK"))
        .withMessageContaining("'PINK' is no enum color; write RED, GREEN, BLUE");
  }

  @Test
  void aPrototypeThatContradictsIsRefused() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.lookup("sum").function("double sum(double)"))
        .withMessageMatching(
            "known-types.so: 'double sum\\(double\\)' contradicts 'int sum\\(struct point p\\)',"
                + " which is known from BTF of .*");
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.lookup("title").variable("long *title"));
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.lookup("chosen").variable(float.class));
    assertThat(plugin.lookup("bound").function("size_t bound(size_t)").call(List.of(8)))
        .hasToString("20");
  }

  interface Wrong {
    double bound(double length);

    int fill(byte[] to, int[] length);

    int sum(long point);

    long next(int color);

    int distance(MemorySegment from, MemorySegment to);
  }

  @Test
  void allContradictionsOfAContractAreNamedAtOnce() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(Wrong.class))
        .satisfies(refused -> {
          assertThat(refused.contradictions()).hasSize(5);
          assertThat(refused)
              .hasMessageContaining(
                  "Wrong contradicts what is known of known-types.so from BTF of "
                      + folder.resolve("known-types.so")
                      + ", 5 times:")
              .hasMessageContaining(
                  "Wrong.fill(byte[], int[]), parameter 2 (length) is int[], C has 'uLong *':"
                      + " 'int fill(unsigned char *to, uLong *length)'");
        });
  }

  @Test
  void aFunctionalInterfaceThatContradictsIsRefused() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.lookup("bound").function(DoubleUnaryOperator.class))
        .withMessageStartingWith(
            "java.util.function.DoubleUnaryOperator contradicts what is known of known-types.so"
                + " from BTF of ")
        .withMessageContaining("result is double, C has 'uLong'");
    assertThat(plugin.lookup("bound").function(LongUnaryOperator.class).applyAsLong(3))
        .isEqualTo(15);
  }

  interface WrongCpp {
    @Name("ns::twice(int)")
    double twice(double number);

    @Name("_ZN2ns5limitE")
    @Global
    double limit();
  }

  @Test
  void aRefusalNamesWhatIsOfCppAsPeopleWriteIt() {
    Plugin cpp =
        Loader.open(
            new Compiler(folder)
                .cpp(
                    "named.so",
                    "namespace ns { int limit = 9; int twice(int n) { return 2 * n; } }",
                    "-g"));
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> cpp.bind(WrongCpp.class))
        .withMessageContaining("result is double, C has 'int': 'int ns::twice(int n)'")
        .withMessageContaining("is double, C has 'int ns::limit'")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("_ZN"));
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> cpp.lookup("ns::twice(int)").function("double _ZN2ns5twiceEi(double)"))
        .withMessageStartingWith(
            "named.so: 'double ns::twice(double)' contradicts 'int ns::twice(int n)', which is");
  }

  @TypeCheck(TypeCheck.Mode.WAIVED)
  interface Waived {
    int bound(long length);
  }

  interface NotThere {
    int sum(int a, int b);
  }

  record Point(int x, int y) {}

  /** The second method contradicts what is known, the first does not. */
  interface Waiving {
    int distance(Point from, Point to);

    int bound(long length);
  }

  @Test
  void aContradictionCanBeWaivedByName() throws IOException {
    assertThat(plugin.bind(Waived.class).bound(3)).isEqualTo(15);
    Path copy = folder.resolve("waived.so");
    Files.copy(folder.resolve("known-types.so"), copy);
    Plugin waived = Loader.open(copy, OpenOptions.builder().waive(Waiver.TYPES).build());
    assertThat(waived.bind(NotThere.class)).isNotNull();
    assertThat(waived.lookup("bound").function("int bound(long)").call(List.of(3L))).isEqualTo(15);
    Waiving bound = waived.bind(Waiving.class);
    assertThat(bound.bound(3)).isEqualTo(15);
    assertThat(bound.distance(new Point(1, 1), new Point(4, 5)))
        .as("behind pointers, as C has it")
        .isEqualTo(7);
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(NotThere.class));
  }

  @Test
  void anImageThatSaysNothingIsTakenAtTheCallersWord() {
    Plugin silent =
        Loader.open(new Compiler(folder).c("silent.so", "int sum(int a) { return a; }"));
    assertThat(silent.lookup("sum").type()).isEmpty();
    assertThat(silent.lookup("sum").function("long sum(long)").call(List.of(7))).isEqualTo(7L);
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> silent.lookup("sum").function())
        .withMessage(
            "silent.so: the type of sum is not known; give its prototype, such as 'int sum(int)'");
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> silent.bind(Demanded.class))
        .withMessageContaining("the type of sum is not known");
  }

  @TypeCheck(TypeCheck.Mode.REQUIRED)
  interface Demanded {
    int sum(int a);
  }

  @Test
  void debugInformationThatIsDamagedIsNamedWhereATypeIsWanted() {
    Path whole = new Compiler(folder).c("whole-types.so", "int f(int a) { return a; }", "-g");
    long abbreviations = Elf.of(whole).section(".debug_abbrev").offset();
    Path damaged =
        Elf.of(whole).patched("damaged-types.so", bytes -> bytes.putLong((int) abbreviations, -1L));
    Plugin opened = Loader.open(damaged);
    assertThat(opened.lookup("f").type()).isEmpty();
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> opened.lookup("f").function())
        .withMessageStartingWith("damaged-types.so: the type of f is not known (")
        .withMessageContaining(".debug_");
    assertThat(opened.lookup("f").function("int f(int)").call(List.of(3))).isEqualTo(3);
  }

  @Test
  void debugInformationIsAskedWhereBtfIsDamaged() {
    Path whole =
        new Compiler(folder)
            .c(
                "both.so",
                "int f(int a) { return a; } __asm__(\".globl g; .type g, @function; g: ret\");",
                "-g",
                "-gbtf");
    assertThat(origin(Loader.open(whole))).isEqualTo("BTF of " + whole);
    long btf = Elf.of(whole).section(".BTF").offset();
    Path damaged = Elf.of(whole).patched("half.so", bytes -> bytes.putInt((int) btf, -1));
    Plugin opened = Loader.open(damaged);
    assertThat(origin(opened)).isEqualTo("DWARF of " + damaged);
    assertThat(opened.lookup("f").function().call(List.of(3))).isEqualTo(3);
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> opened.lookup("g").function())
        .withMessageContaining("the type of g is not known (")
        .withMessageContaining(damaged + ": .BTF");
  }

  @Test
  void theSourcesAreAskedInTheirOrder() {
    String source = "int f(int a) { return a; }";
    Compiler compiler = new Compiler(folder);
    Path known = compiler.c("given.so", source, "-gbtf");
    Path file = compiler.c("ordered.so", source, "-g");
    String debug = folder.resolve("ordered.debug").toString();
    Compiler.run(List.of("objcopy", "--only-keep-debug", file.toString(), debug));
    Path stripped = folder.resolve("stripped.so");
    Compiler.run(
        List.of(
            "objcopy",
            "--strip-debug",
            "--add-gnu-debuglink=" + debug,
            file.toString(),
            stripped.toString()));
    OpenOptions given = OpenOptions.builder().typesFrom(source("given", known)).build();
    assertThat(origin(Loader.open(file, given))).isEqualTo("DWARF of " + file);
    assertThat(origin(Loader.open(stripped, given))).isEqualTo("BTF of given");
    Path alone = folder.resolve("alone.so");
    Compiler.run(List.of("cp", stripped.toString(), alone.toString()));
    assertThat(origin(Loader.open(alone))).isEqualTo("DWARF of " + debug);
  }

  private static String origin(Plugin plugin) {
    return plugin.lookup("f").type().orElseThrow().origin();
  }

  private static TypeSource source(String name, Path file) {
    return new TypeSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public MemorySegment read(Arena arena) throws IOException {
        return MemorySegment.ofArray(Files.readAllBytes(file));
      }
    };
  }

  @Test
  void aFileThatHasBecomeAnotherIsNotBelieved() throws IOException {
    Path file = new Compiler(folder).c("changes.so", "int f(int a) { return a; }", "-gbtf");
    Plugin opened = Loader.open(file);
    Path other = new Compiler(folder).c("other.so", "int f(void) { return 1; }", "-gbtf");
    Files.delete(file);
    Files.copy(other, file);
    assertThat(opened.lookup("f").type()).isEmpty();
  }

  @Test
  void anImageInMemoryIsAskedWhereItCameFrom() throws IOException {
    byte[] image = Files.readAllBytes(folder.resolve("known-types.so"));
    TypeSource again = source("the entry", folder.resolve("known-types.so"));
    Plugin opened = Loader.open("in memory", image, OpenOptions.builder().typesFrom(again).build());
    assertThat(opened.lookup("sum").type().map(KnownType::origin))
        .isEqualTo(Optional.of("BTF of the entry"));
  }
}
