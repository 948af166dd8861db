package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose definition a reference gets: as dlopen(3) decides it. */
@Timeout(60)
class BindingTest {
  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @Test
  void aWeakSymbolThatNobodyDefinesIsNull() {
    Path file =
        compiler.c(
            "weak.so",
            """
            extern int nobody(void) __attribute__((weak));
            extern int nothing __attribute__((weak));
            extern int mine __attribute__((weak, visibility("hidden")));
            int *pointer = &nothing;
            int there(void) { return (nobody != 0) + (&nothing != 0) + (pointer != 0) + (&mine != 0); }
            int call(void) { return nobody ? nobody() : 5; }
            """);

    assertThat(Loaded.byAlfheim(file).call("there")).isZero();
    assertThat(Loaded.byAlfheim(file).call("call")).isEqualTo(5);
  }

  @Test
  void aWeakDefinitionServesWhereThereIsNoOther() {
    Path file =
        compiler.c(
            "weakdef.so",
            """
            __attribute__((weak)) int chosen(void) { return 8; }
            int run(void) { return chosen(); }
            """);

    assertThat(Loaded.byAlfheim(file).call("run")).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"environ", "getpid", "malloc"})
  void theGlobalScopeComesBeforeThePluginsOwnDefinition(String name) {
    // The executable and the C library define the name first, as for whoever calls dlopen.
    Path file =
        compiler.c(
            "interposed-" + name + ".so",
            "int NAME(void) { return -1; } void *bound(void) { return NAME; }"
                .replace("NAME", name),
            "-fno-builtin");
    Loaded plugin = Loaded.byAlfheim(file);

    assertThat(plugin.callLong("bound"))
        .isEqualTo(Loaded.byDlopen(file).callLong("bound"))
        .isNotEqualTo(plugin.address(name).address());
  }

  @ParameterizedTest
  @CsvSource({
    "protected, -fvisibility=protected",
    "symbolic, -Wl;-Bsymbolic",
    "functions, -Wl;-Bsymbolic-functions"
  })
  void aDefinitionThatIsBoundToItsImageIsNotInterposed(String name, String option) {
    Path file =
        compiler.c(
            name + ".so",
            "int getpid(void) { return -1; } int run(void) { return getpid(); }",
            "-fno-builtin",
            "-fno-inline",
            option.replace(';', ','));

    assertThat(Loaded.byAlfheim(file).call("run")).isEqualTo(-1);
  }

  @Test
  void aHiddenSymbolIsTheImagesOwnAndNotExported() {
    Path file =
        compiler.c(
            "hidden.so",
            """
            __attribute__((visibility("hidden"))) int getpid(void) { return -1; }
            __attribute__((visibility("hidden"))) int hidden_data = 6;
            int run(void) { return getpid() + hidden_data; }
            """,
            "-fno-builtin");
    Plugin plugin = Loader.open(file);

    assertThat(Loaded.by(plugin).call("run")).isEqualTo(5);
    assertThat(plugin.find("hidden_data")).isEmpty();
    assertThat(plugin.symbols()).extracting(Symbol::name).containsExactly("run");
  }

  @Test
  void oneReferenceHasOneAddressFromEveryPlugin() {
    Path owner =
        compiler.c(
            "libowner.so",
            "int data = 1; int function(void) { return data; } void *known(int i) { return i ? (void *) &data : (void *) function; }",
            "-Wl,-soname,libbinding-owner.so");
    Path user =
        compiler.c(
            "libuser.so",
            """
            extern int data; int function(void); void *known(int);
            static int *data_pointer = &data;
            static void *inside = (char *) &data + 2;
            int same(void) {
              return data_pointer == known(1) && (void *) function == known(0) && (char *) inside - 2 == known(1);
            }
            int set(int n) { data = n; return function(); }
            """,
            owner.toString());
    Loader.open(owner);

    assertThat(Loaded.byAlfheim(user).call("same")).isEqualTo(1);
    assertThat(Loaded.byAlfheim(user).call("set", 9)).isEqualTo(9);
  }

  @Test
  void aPluginsDefinitionIsNotSeenByPluginsThatDoNotNeedIt() {
    Loader.open(compiler.c("private.so", "int private_to_one(void) { return 1; }"));
    Path other =
        compiler.c(
            "other.so",
            "extern int private_to_one(void) __attribute__((weak)); int there(void) { return private_to_one != 0; }");

    assertThat(Loaded.byAlfheim(other).call("there")).isZero();
  }

  @Test
  void aUniqueSymbolIsOneInTheWholeProcess() {
    String source =
        """
        template <class T> struct Holder { static int value; };
        template <class T> int Holder<T>::value = 1;
        struct Tag_of_binding_test {};
        extern "C" int add(int n) { return Holder<Tag_of_binding_test>::value += n; }
        extern "C" int *place() { return &Holder<Tag_of_binding_test>::value; }
        """;
    Path first = compiler.cpp("unique1.so", source);
    Path second = compiler.cpp("unique2.so", source);
    assertThat(Elf.of(first).readelf("--dyn-syms")).contains("UNIQUE");
    Loaded one = Loaded.byAlfheim(first);
    Loaded two = Loaded.byAlfheim(second);
    Loaded three = Loaded.byDlopen(compiler.cpp("unique3.so", source));

    assertThat(one.call("add", 10)).isEqualTo(11);
    assertThat(two.call("add", 10)).isEqualTo(21);
    assertThat(three.call("add", 10)).isEqualTo(31);
    assertThat(two.callLong("place")).isEqualTo(one.callLong("place"));
    assertThat(three.callLong("place")).isEqualTo(one.callLong("place"));
  }

  @Test
  void aReferenceGetsTheVersionThatItAsksFor() {
    String script = compiler.versions("map", "V1 { global: f; local: *; }; V2 { global: f; } V1;");
    String soname = "-Wl,-soname,libbinding-versions.so";
    Path old = compiler.c("libold.so", "int f(void) { return 1; }", script, soname);
    Path oldUser =
        compiler.c("olduser.so", "int f(void); int run(void) { return f(); }", old.toString());
    Path full =
        compiler.c(
            "libfull.so",
            """
            int one(void) { return 1; }
            int two(void) { return 2; }
            __asm__(".symver one, f@V1");
            __asm__(".symver two, f@@V2");
            """,
            script,
            soname);
    Path newUser =
        compiler.c("newuser.so", "int f(void); int run(void) { return f(); }", full.toString());
    Path plainUser = compiler.c("plainuser.so", "int f(void); int run(void) { return f(); }");
    assertThat(Elf.of(oldUser).readelf("--dyn-syms")).contains("f@V1");
    assertThat(Elf.of(newUser).readelf("--dyn-syms")).contains("f@V2");
    Loader.open(full);

    assertThat(Loaded.byAlfheim(oldUser).call("run")).isEqualTo(1);
    assertThat(Loaded.byAlfheim(newUser).call("run")).isEqualTo(2);
    assertThat(Refused.of(plainUser)).hasMessageContaining("undefined symbol f");
  }

  @Test
  void theCLibrarysVersionsAreKeptApart() {
    // memcpy@GLIBC_2.2.5 is memmove by another name; the default version is another function.
    Path file =
        compiler.c(
            "memcpy.so",
            """
            __asm__(".symver old_memcpy, memcpy@GLIBC_2.2.5");
            void *old_memcpy(void *, const void *, unsigned long);
            void *memcpy(void *, const void *, unsigned long);
            void *of_old(void) { return old_memcpy; }
            void *of_new(void) { return memcpy; }
            """,
            "-fno-builtin");
    Loaded plugin = Loaded.byAlfheim(file);
    Loaded expected = Loaded.byDlopen(file);

    assertThat(plugin.callLong("of_old"))
        .isEqualTo(expected.callLong("of_old"))
        .isNotEqualTo(plugin.callLong("of_new"));
    assertThat(plugin.callLong("of_new")).isEqualTo(expected.callLong("of_new"));
  }

  @Test
  void twoPluginsOfOneSonameLiveSideBySide() {
    String soname = "-Wl,-soname,libbinding-twins.so";
    Loaded one =
        Loaded.byAlfheim(compiler.c("one.so", "int v = 1; int run(void) { return v; }", soname));
    Loaded two =
        Loaded.byAlfheim(compiler.c("two.so", "int v = 2; int run(void) { return v; }", soname));

    assertThat(one.call("run")).isEqualTo(1);
    assertThat(two.call("run")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"sysv, HASH, GNU_HASH", "gnu, GNU_HASH, ''", "both, HASH, ''"})
  void everyKindOfHashTableServes(String style, String present, String absent) {
    Path owner =
        compiler.c(
            "libhash" + style + ".so",
            "int alpha(void) { return 1; } int beta(void) { return 2; } int gamma_data = 3;",
            "-Wl,--hash-style=" + style,
            "-Wl,-soname,libbinding-hash-" + style + ".so");
    String dynamic = Elf.of(owner).readelf("-d");
    assertThat(dynamic).contains("(" + present + ")");
    if (!absent.isEmpty()) {
      assertThat(dynamic).doesNotContain("(" + absent + ")");
    }
    Path user =
        compiler.c(
            "hashuser" + style + ".so",
            "int alpha(void), beta(void); extern int gamma_data; int run(void) { return alpha() + beta() + gamma_data; }",
            owner.toString(),
            "-Wl,--hash-style=" + style);
    Plugin plugin = Loader.open(owner);

    assertThat(Loaded.by(plugin).call("beta")).isEqualTo(2);
    assertThat(plugin.find("delta")).isEmpty();
    assertThat(plugin.symbols())
        .extracting(Symbol::name)
        .containsExactly("alpha", "beta", "gamma_data");
    assertThat(Loaded.byAlfheim(user).call("run")).isEqualTo(6);
  }

  @Test
  void anAbsoluteSymbolDoesNotMoveWithTheImage() {
    Path file =
        compiler.c(
            "absolute.so",
            """
            extern char FIXED_PLACE[];
            static char *pointer = FIXED_PLACE;
            long by_got(void) { return (long) FIXED_PLACE; }
            long by_data(void) { return (long) pointer; }
            """,
            "-Wl,--defsym,FIXED_PLACE=0x123456");
    assertThat(Elf.of(file).readelf("--dyn-syms")).containsPattern("ABS FIXED_PLACE");
    Plugin plugin = Loader.open(file);
    Loaded loaded = Loaded.by(plugin);
    Loaded expected = Loaded.byDlopen(file);

    assertThat(loaded.callLong("by_got"))
        .isEqualTo(expected.callLong("by_got"))
        .isEqualTo(0x123456);
    assertThat(loaded.callLong("by_data")).isEqualTo(expected.callLong("by_data"));
  }

  @Test
  void symbolsWithoutATypeOrASizeAreFound() {
    Plugin plugin =
        Loader.open(
            compiler.c(
                "untyped.so",
                "__asm__(\".data\\n.globl untyped\\nuntyped: .long 17\\n.text\\n\"); int F(void) { return 0; }"));

    assertThat(Loaded.by(plugin).intAt("untyped")).isEqualTo(17);
    assertThat(plugin.lookup("untyped").size()).isZero();
  }
}
