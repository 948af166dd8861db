package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.alfheim.fixture.Traces;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the libraries that a plugin needs come from. */
@Timeout(120)
class DependencyTest {
  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  /** A library in a folder below, and its path. */
  private Path below(String directory, String name, String source, String... arguments) {
    try {
      Path target = Files.createDirectories(folder.resolve(directory)).resolve(name);
      return Files.move(compiler.c(name, source, arguments), target);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anOpenPluginComesBeforeAFileOfItsSoname() {
    String soname = "-Wl,-soname,libdependency-served.so";
    Path beside = compiler.c("libdependency-served.so", "int which(void) { return 1; }", soname);
    Path user =
        compiler.c(
            "user.so",
            "int which(void); int F(void) { return which(); }",
            beside.toString(),
            "-Wl,-rpath,$ORIGIN");
    Loader.open(below("other", "renamed.so", "int which(void) { return 2; }", soname));

    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(2);
    assertThat(Traces.now().files()).noneMatch(line -> line.endsWith(beside.toString()));
  }

  @Test
  void anOpenPluginWithoutASonameIsKnownByItsFilesName() {
    Path nameless = below("nameless", "libnameless.so", "int which(void) { return 3; }");
    Path user =
        compiler.c(
            "nameless-user.so",
            "int which(void); int F(void) { return which(); }",
            "-L" + nameless.getParent(),
            "-lnameless");
    assertThat(Refused.of(user)).hasMessageContaining("the library libnameless.so is not found");

    Loader.open(nameless);

    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(3);
  }

  /** As the libraries of some distributions of Python need each other: a path, by the folder. */
  @ParameterizedTest
  @ValueSource(strings = {"$ORIGIN", "${ORIGIN}"})
  void aNeedMayBeAPathFromTheFolder(String origin) throws IOException {
    String name = origin + "/below/libbelow.so";
    Path needed =
        below("below", "libbelow.so", "int which(void) { return 4; }", "-Wl,-soname," + name);
    Path user =
        compiler.c(
            "path-user.so", "int which(void); int F(void) { return which(); }", needed.toString());
    assertThat(Elf.of(user).readelf("--dynamic")).contains("Shared library: [" + name + "]");

    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(4);
    Path copy = Files.copy(user, folder.resolve("copy.so"));
    assertThat(Loaded.byDlopen(copy).call("F")).isEqualTo(4);
  }

  @Test
  void aLibraryThatIsNeededByItsPathIsExplained() throws IOException {
    Path nameless = below("linked", "libby-path.so", "int which(void) { return 3; }");
    Path user =
        compiler.c(
            "by-path-user.so", "int which(void); int F(void) { return which(); }", "" + nameless);
    Files.delete(nameless);

    assertThat(Refused.of(user))
        .hasMessageEndingWith(
            "; it is needed by its path, since it had no DT_SONAME when the image was linked: link it with -Wl,-soname,libby-path.so and the image anew, or install it");
  }

  @Test
  void theOldSearchPathHoldsForTheDependenciesOfDependenciesToo() {
    Path leaf = below("sub", "libold-leaf.so", "int leaf(void) { return 6; }");
    Path middle =
        below(
            "sub",
            "libold-middle.so",
            "int leaf(void); int middle(void) { return leaf(); }",
            "-Wl,-soname,libold-middle.so",
            "-L" + leaf.getParent(),
            "-lold-leaf");
    String source = "int middle(void); int F(void) { return middle(); }";
    String[] common = {"-L" + middle.getParent(), "-lold-middle", "-Wl,-rpath,$ORIGIN/sub"};
    Path modern =
        compiler.c("modern.so", source, common[0], common[1], common[2], "-Wl,--enable-new-dtags");
    Path old =
        compiler.c("old.so", source, common[0], common[1], common[2], "-Wl,--disable-new-dtags");
    assertThat(Elf.of(old).readelf("-d")).contains("(RPATH)");
    assertThat(Elf.of(modern).readelf("-d")).contains("(RUNPATH)");

    assertThat(Refused.of(modern)).hasMessageContaining("libold-leaf.so, needed by " + middle);
    assertThat(Loaded.byAlfheim(old).call("F")).isEqualTo(6);
  }

  @Test
  void theEnvironmentsSearchPathIsUsed() throws IOException {
    Path leaf = below("elsewhere", "libenv-leaf.so", "int leaf(void) { return 7; }");
    Path user =
        compiler.c(
            "envuser.so",
            "int leaf(void); int F(void) { return leaf(); }",
            "-L" + leaf.getParent(),
            "-lenv-leaf");

    assertThat(Refused.of(user)).hasMessageContaining("libenv-leaf.so");
    assertThat(
            ChildJvm.of(RefusalTest.OpenAll.class)
                .with("LD_LIBRARY_PATH", leaf.getParent().toString())
                .run(user)
                .lines())
        .containsExactly("ok envuser.so");
  }

  @Test
  void theRefusalLooksWhereTheEnvironmentPoints() {
    Path leaf = below("env", "libenv-far.so", "int leaf(void) { return 7; }");
    Path middle =
        below(
            "env",
            "libenv-middle.so",
            "int leaf(void); int middle(void) { return leaf(); }",
            "-Wl,-soname,libenv-middle.so",
            leaf.toString());
    Path user =
        compiler.c(
            "envrefused.so",
            "int middle(void), nobody(void); int F(void) { return middle() + nobody(); }",
            middle.toString());

    assertThat(
            ChildJvm.of(RefusalTest.OpenAll.class)
                .with("LD_LIBRARY_PATH", middle.getParent().toString())
                .run(user)
                .output())
        .contains("UnresolvedException: " + user + ": undefined symbol nobody");
  }

  @Test
  void aLibraryThatTheProcessHasServesByItsSoname() {
    Path library = below("held", "libheld.so", "int state = 1;", "-Wl,-soname,libheld-soname.so");
    Loaded held = Loaded.byDlopen(library);
    Path user =
        compiler.c(
            "helduser.so", "extern int state; int F(void) { return ++state; }", library.toString());

    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(2);
    assertThat(held.intAt("state")).isEqualTo(2);
  }

  @Test
  void librariesThatNeedEachOtherAreNoObstacle() {
    compiler.c("libring-a.so", "int a(void) { return 1; }");
    Path b =
        compiler.c(
            "libring-b.so",
            "int a(void); int b(void) { return 10 + a(); }",
            "-L" + folder,
            "-lring-a",
            "-Wl,-rpath,$ORIGIN");
    compiler.c(
        "libring-a.so",
        "int b(void); int a(void) { return 1; } int both(void) { return a() + b(); }",
        "-L" + folder,
        "-lring-b",
        "-Wl,-rpath,$ORIGIN");
    Path user =
        compiler.c(
            "ringuser.so",
            "int both(void); int F(void) { return both(); }",
            "-L" + folder,
            "-lring-a",
            "-Wl,-rpath,$ORIGIN");
    assertThat(Elf.of(b).readelf("-d")).contains("libring-a.so");

    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(12);
  }

  @Test
  void aLibraryThatNeedsThePluginThatNeedsItUsesThatPlugin() {
    Path plugin = circle("libcircle");
    Path twin = circle("libtwin");

    assertThat(Loaded.byAlfheim(plugin).call("F"))
        .isEqualTo(Loaded.byDlopen(twin).call("F"))
        .isEqualTo(5);
  }

  /** A library that needs another, which needs the first. */
  private Path circle(String name) {
    String soname = "-Wl,-soname," + name + ".so";
    compiler.c(name + ".so", "int state; int F(void) { return 0; }", soname);
    Path other =
        compiler.c(
            name + "-other.so",
            "extern int state; void set(int n) { state = n; }",
            "-Wl,-soname," + name + "-other.so",
            "-Wl,-rpath,$ORIGIN",
            folder.resolve(name + ".so").toString());
    return compiler.c(
        name + ".so",
        "int state; void set(int); int F(void) { state = 0; set(5); return state; }",
        soname,
        "-Wl,-rpath,$ORIGIN",
        other.toString());
  }

  @Test
  void anImageInMemoryUsesPluginsAndLibraries() throws IOException {
    Path base =
        compiler.c(
            "libmemory-base.so",
            "int base(void) { return 40; }",
            "-Wl,-soname,libdependency-memory-base.so");
    Path user =
        compiler.c(
            "memory-user.so",
            "#include <math.h>\nint base(void); int F(int n) { return base() + (int) sqrt(n); }",
            base.toString(),
            "-lm");
    Loader.open(base);
    Plugin plugin = Loader.open("bundle!/memory-user.so", Files.readAllBytes(user));

    assertThat(Loaded.by(plugin).call("F", 4)).isEqualTo(42);
  }

  @Test
  void anImageInMemoryHasNoFolderOfItsOwn() throws IOException {
    Path leaf = compiler.c("libmemory-leaf.so", "int leaf(void) { return 6; }");
    byte[] image =
        Files.readAllBytes(
            compiler.c(
                "memory-leaf-user.so",
                "int leaf(void); int F(void) { return leaf(); }",
                "-L" + folder,
                "-lmemory-leaf",
                "-Wl,-rpath,$ORIGIN"));
    assertThat(leaf).exists();

    assertThat(
            catchThrowableOfType(UnresolvedException.class, () -> Loader.open("b!/user.so", image))
                .libraries())
        .containsExactly("libmemory-leaf.so");
  }

  @Test
  void anImageInMemoryMayBeACopyOfAFileWithAFolder() throws IOException {
    for (int number : new int[] {1, 2}) {
      below(
          "copy" + number,
          "libcopy-leaf" + number + ".so",
          "int leaf(void) { return " + number + "; }");
    }
    String source =
        "#include <dlfcn.h>\nint leaf(void); int F(void) { return leaf(); } int has(const char *file) { return dlopen(file, RTLD_NOW) != 0; }";
    Path user =
        compiler.c(
            "copy-user.so",
            source,
            "-L" + folder.resolve("copy1"),
            "-lcopy-leaf1",
            "-Wl,-rpath,$ORIGIN");
    byte[] image = Files.readAllBytes(user);

    UnresolvedException refusal =
        catchThrowableOfType(UnresolvedException.class, () -> Loader.open("b!/copy.so", image));
    Plugin plugin =
        Loader.open(
            "b!/copy.so", image, OpenOptions.builder().folder(folder.resolve("copy1")).build());

    assertThat(refusal).hasMessageContaining("it asks for $ORIGIN");
    assertThat(Loaded.by(plugin).call("F")).isEqualTo(1);
    try (Arena arena = Arena.ofConfined()) {
      long name = arena.allocateFrom("$ORIGIN/../copy2/libcopy-leaf2.so").address();
      assertThat(Loaded.by(plugin).call("has", name)).isEqualTo(1);
    }
    assertThat(
            Loader.open(
                "b!/copy.so", image, OpenOptions.builder().folder(folder.resolve("copy2")).build()))
        .isNotSameAs(plugin);
  }

  /** ld.so takes a search path apart before it puts the folder in. */
  @Test
  void theFolderMayHaveAColonInItsName() throws IOException {
    String colon = "with:colon";
    Path leaf = below(colon, "libcolon-leaf.so", "int leaf(void) { return 8; }");
    Path user =
        below(
            colon,
            "colon-search.so",
            "int leaf(void); int F(void) { return leaf(); }",
            "-L" + leaf.getParent(),
            "-lcolon-leaf",
            "-Wl,-rpath,$ORIGIN");
    Path copy = Files.copy(user, user.resolveSibling("colon-copy.so"));

    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(8);
    assertThat(Loaded.byDlopen(copy).call("F")).isEqualTo(8);
  }

  @Test
  void anImageInMemoryIsNotFoundByItsSoname() throws IOException {
    Path file =
        compiler.c("libquiet.so", "int quiet(void) { return 1; }", "-Wl,-soname,libquiet.so");
    Path user =
        compiler.c(
            "quiet-user.so", "int quiet(void); int F(void) { return quiet(); }", file.toString());
    Loader.open("libquiet.so", Files.readAllBytes(file));

    assertThat(catchThrowable(() -> Loaded.byDlopen(user))).isNotNull();
  }

  /** With DF_1_NODEFLIB the system's folders are not searched, whoever opens the library. */
  @Test
  void theSystemsFoldersAreLeftOutWhereTheImageWantsIt() {
    String[] arguments = {"-Wl,--no-as-needed", "-l:libitm.so.1", "-Wl,-z,nodefaultlib"};
    Path file = compiler.c("nodeflib.so", "int F(void) { return 1; }", arguments);
    Path again = compiler.c("nodeflib-again.so", "int F(void) { return 1; }", arguments);

    assertThat(catchThrowable(() -> Loaded.byDlopen(file))).isNotNull();
    assertThat(Refused.of(again)).hasMessageContaining("the library libitm.so.1 is not found");
  }

  /** Java's own program has a DT_RPATH, which counts unless the image has a DT_RUNPATH. */
  @Test
  void anEmptySearchPathKeepsTheProgramsAway() {
    Path java = Path.of(System.getProperty("java.home"), "lib", "librmi.so");
    String source = "int F(void) { return 1; }";
    Path file =
        compiler.c("emptypath.so", source, "-Wl,--no-as-needed", "" + java, "-Wl,-rpath,$NOTHING");
    Path twin =
        compiler.c(
            "emptypath-twin.so", source, "-Wl,--no-as-needed", "" + java, "-Wl,-rpath,$NOTHING");

    assertThat(catchThrowable(() -> Loaded.byDlopen(file))).isNotNull();
    assertThat(Refused.of(twin)).hasMessageContaining("the library librmi.so is not found");
  }
}
