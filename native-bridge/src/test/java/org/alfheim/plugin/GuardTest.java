package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Under a policy, nobody who comes with a plugin loads or looks up what the policy keeps out, by
 * whatever name and way the function is reached.
 */
@Timeout(120)
class GuardTest {
  /** What code tries that is to be kept: {@code system}, and a library called libunwanted.so. */
  private static final String TRIES =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <stddef.h>
      int NAME_looks(void) { return dlsym(RTLD_DEFAULT, "system") != NULL; }
      int NAME_looks_version(void) { return dlvsym(RTLD_DEFAULT, "system", "GLIBC_2.2.5") != NULL; }
      int NAME_finds(void) { return dlsym(RTLD_DEFAULT, "getpid") != NULL; }
      void *NAME_open(const char *file, int mode) { return dlopen(file, mode); }
      int NAME_loads(const char *file) { return dlopen(file, RTLD_NOW) != NULL; }
      int NAME_loads_apart(const char *file) { return dlmopen(LM_ID_NEWLM, file, RTLD_NOW) != NULL; }
      """;

  @TempDir Path folder;

  private Compiler compiler;
  private Path unwanted;
  private final Keeping keeping = new Keeping();
  private final Set<Path> kept = ConcurrentHashMap.newKeySet();

  private final class Keeping implements Admission {
    private volatile boolean restricts = true;

    @Override
    public boolean restricts() {
      return restricts;
    }

    @Override
    public List<String> objections(Candidate candidate) {
      return candidate.file().filter(kept::contains).isPresent()
          ? List.of("it is not wanted")
          : List.of();
    }

    @Override
    public boolean admitsSymbol(String symbol) {
      return !symbol.equals("system");
    }
  }

  @BeforeEach
  void restrict() throws IOException {
    folder = folder.toRealPath();
    compiler = new Compiler(folder);
    unwanted = compiler.c("libunwanted.so", "int number(void) { return 12; }");
    kept.add(unwanted);
    Loader.admit("guard", keeping);
  }

  @AfterEach
  void leave() {
    keeping.restricts = false;
  }

  private static String tries(String name) {
    return TRIES.replace("NAME", name);
  }

  private Path library(String name, String source, String... options) {
    return compiler.c("lib" + name + ".so", source, options);
  }

  /** A plugin that needs some libraries of the folder, and calls nothing itself. */
  private Loaded plugin(String name, String source, String... needed) {
    List<String> options =
        new ArrayList<>(List.of("-L" + folder, "-Wl,--no-as-needed", "-Wl,-rpath,$ORIGIN"));
    for (String library : needed) {
      options.add("-l" + library);
    }
    return Loaded.by(Loader.open(library(name, source, options.toArray(String[]::new))));
  }

  private static long call(Loaded plugin, String function, String argument, long... more) {
    try (Arena arena = Arena.ofConfined()) {
      long[] arguments = new long[1 + more.length];
      arguments[0] = arena.allocateFrom(argument).address();
      System.arraycopy(more, 0, arguments, 1, more.length);
      return plugin.callLong(function, arguments);
    }
  }

  private void assertKept(Loaded plugin, String name) throws IOException {
    assertThat(plugin.call(name + "_looks")).isZero();
    assertThat(plugin.call(name + "_looks_version")).isZero();
    assertThat(plugin.call(name + "_finds")).isEqualTo(1);
    assertThat((int) call(plugin, name + "_loads", unwanted.toString())).isZero();
    assertThat((int) call(plugin, name + "_loads_apart", unwanted.toString())).isZero();
    assertThat((int) call(plugin, name + "_loads", "libm.so.6")).isEqualTo(1);
    assertThat(mapped(unwanted)).isFalse();
  }

  private static boolean mapped(Path file) throws IOException {
    return Files.readString(Path.of("/proc/self/maps")).contains(file.toString());
  }

  /** The plugin's functions by the library's names. */
  private static String forwards(String name) {
    return """
    int NAME_looks(void); int NAME_looks_version(void); int NAME_finds(void);
    int NAME_loads(const char *); int NAME_loads_apart(const char *); void *NAME_open(const char *, int);
    int p_looks(void) { return NAME_looks(); } int p_looks_version(void) { return NAME_looks_version(); }
    int p_finds(void) { return NAME_finds(); } int p_loads(const char *f) { return NAME_loads(f); }
    int p_loads_apart(const char *f) { return NAME_loads_apart(f); }
    void *p_open(const char *f, int mode) { return NAME_open(f, mode); }
    """
        .replace("NAME", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-Wl,-z,now", "-Wl,-z,lazy", "-fno-plt", "-Wl,-z,norelro", "-Wl,-Bsymbolic"})
  void aLibraryThatComesWithAPluginIsAskedAsThePluginIs(String option) throws IOException {
    String name = "helper" + Integer.toUnsignedString(option.hashCode());
    library(name, tries(name), option);

    assertKept(plugin("of" + name, forwards(name), name), "p");
  }

  @Test
  void aLibraryOfALibraryIsAskedToo() throws IOException {
    library("guarddeep", tries("guarddeep"));
    library(
        "guardmiddle", forwards("guarddeep"), "-L" + folder, "-lguarddeep", "-Wl,-rpath,$ORIGIN");
    Loaded plugin =
        plugin(
            "upper",
            forwards("p")
                .replace("int p_", "int q_")
                .replace("void *p_", "void *q_")
                .replace("int q_looks(void);", "int p_looks(void);")
                .replace("int q_looks_version(void);", "int p_looks_version(void);")
                .replace("int q_finds(void);", "int p_finds(void);")
                .replace("int q_loads(const char *);", "int p_loads(const char *);")
                .replace("int q_loads_apart(const char *);", "int p_loads_apart(const char *);")
                .replace("void *q_open(const char *, int);", "void *p_open(const char *, int);"),
            "guardmiddle");

    assertKept(plugin, "q");
  }

  @Test
  void aConstructorOfSuchALibraryIsAskedAlready() throws IOException {
    library(
        "early",
        """
        #include <dlfcn.h>
        #include <stddef.h>
        int early = -1;
        __attribute__((constructor)) static void start(void) {
          early = (dlopen("%s", RTLD_NOW) != NULL) + 2 * (dlsym(RTLD_DEFAULT, "system") != NULL);
        }
        int started(void) { return early; }
        """
            .formatted(unwanted));

    assertThat(
            plugin("ofearly", "int started(void); int p(void) { return started(); }", "early")
                .call("p"))
        .isZero();
    assertThat(mapped(unwanted)).isFalse();
  }

  @Test
  void aPointerInDataIsNoWayRound() throws IOException {
    String source =
        """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stddef.h>
        typedef void *(*look)(void *, const char *);
        look sought = dlsym;
        static look const table[] = {dlsym, dlsym};
        __thread look local = dlsym;
        char *beyond = (char *) dlsym + 5;
        int NAME(void) {
          look back = (look) (beyond - 5);
          return (sought(RTLD_DEFAULT, "system") != NULL) + (table[1](RTLD_DEFAULT, "system") != NULL)
              + (local(RTLD_DEFAULT, "system") != NULL) + (back(RTLD_DEFAULT, "system") != NULL);
        }
        """;
    library("pointers", source.replace("NAME", "in_library"));
    library("statics", source.replace("NAME", "in_static"), "-ftls-model=initial-exec");
    Loaded plugin =
        plugin(
            "ofpointers",
            source.replace("NAME", "in_plugin")
                + "int in_library(void); int in_static(void); int all(void) { return in_library() + in_static(); }",
            "pointers",
            "statics");

    assertThat(plugin.call("in_plugin")).isZero();
    assertThat(plugin.call("all")).isZero();
  }

  @Test
  void aFunctionOfTheSameNameIsNoWayRound() throws IOException {
    Loaded plugin =
        plugin(
            "owndlsym",
            """
            #include <stddef.h>
            void *dlsym(void *handle, const char *name) { return NULL; }
            void *dlopen(const char *name, int mode) { return NULL; }
            int looks(void) { return dlsym(NULL, "system") != NULL; }
            int loads(const char *name) { return dlopen(name, 2) != NULL; }
            """);

    assertThat(plugin.call("looks")).isZero();
    assertThat((int) call(plugin, "loads", unwanted.toString())).isZero();
    assertThat(mapped(unwanted)).isFalse();
  }

  @Test
  void aFunctionOfItsOwnThatNobodyPrecedesStaysItsOwn() {
    Loaded plugin =
        plugin(
            "symbolic",
            """
            __attribute__((visibility("protected"))) void *dlsym(void *handle, const char *name) { return (void *) 7; }
            long looks(void) { return (long) dlsym(0, "system"); }
            """);

    assertThat(plugin.callLong("looks")).isEqualTo(7);
  }

  @Test
  void theWayOfTheJvmIsAskedToo() throws IOException {
    Path server = Path.of(System.getProperty("java.home"), "lib", "server");
    Path file =
        library(
            "jvm",
            """
            void *JVM_LoadLibrary(const char *name, unsigned char thrown);
            void *JVM_FindLibraryEntry(void *handle, const char *name);
            long loads(const char *name) { return (long) JVM_LoadLibrary(name, 0); }
            int looks(void) { return JVM_FindLibraryEntry((void *) 0, "system") != 0; }
            """,
            "-L" + server,
            "-l:libjvm.so");
    Loaded plugin = Loaded.by(Loader.open(file));

    assertThat(call(plugin, "loads", unwanted.toString())).isZero();
    assertThat(plugin.call("looks")).isZero();
    assertThat(mapped(unwanted)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 0x101, 9})
  void whatIsLoadedByDlopenIsAskedBeforeItsConstructorsRun(int mode) throws IOException {
    String name = "nested" + mode;
    Path nested =
        library(
            name,
            tries(name)
                + """
                static int early = -1;
                __attribute__((constructor)) static void start(void) {
                  early = dlopen("%s", RTLD_NOW) != NULL;
                }
                int %s_started(void) { return early; }
                """
                    .formatted(unwanted, name));
    Loaded plugin = plugin("loads" + mode, tries("p") + HANDLES);
    long handle = call(plugin, "p_open", nested.toString(), mode);

    assertThat(handle).isNotZero();
    assertThat(plugin.callString("error")).isNull();
    assertThat((int) call(plugin, "get", name + "_started", handle)).isZero();
    assertThat((int) call(plugin, "get", name + "_looks", handle)).isZero();
    assertThat((int) call(plugin, "get", name + "_finds", handle)).isEqualTo(1);
    assertThat(call(plugin, "p_open", nested.toString(), mode)).isEqualTo(handle);
    assertThat(mapped(unwanted)).isFalse();
  }

  private static final String HANDLES =
      """
      int get(const char *name, void *handle) { return ((int (*)(void)) dlsym(handle, name))(); }
      int close_it(void *handle) { return dlclose(handle); }
      const char *error(void) { return dlerror(); }
      """;

  @Test
  void aLibraryThatLacksAFunctionOpensLazilyAndIsAskedAllTheSame() {
    Path lazy =
        library(
            "lacking",
            tries("lazy") + "int nowhere(void); int never(void) { return nowhere(); }",
            "-Wl,-z,lazy");
    Loaded plugin = plugin("lazily", tries("p") + HANDLES);

    long handle = call(plugin, "p_open", lazy.toString(), 1);
    assertThat(handle).isNotZero();
    assertThat((int) call(plugin, "get", "lazy_looks", handle)).isZero();
    assertThat((int) call(plugin, "get", "lazy_finds", handle)).isEqualTo(1);
    plugin.call("close_it", handle);
  }

  @Test
  void aLibraryThatLacksAFunctionIsRefusedWithTheReasonWhereItIsBoundAtOnce() {
    Path lacking =
        library("lacks", "int nowhere(void); int never(void) { return nowhere(); }", "-Wl,-z,lazy");
    Loaded plugin = plugin("atonce", tries("p") + HANDLES);

    assertThat(call(plugin, "p_open", lacking.toString(), 2)).isZero();
    assertThat(plugin.callString("error")).contains(lacking + ": undefined symbol: nowhere");
    assertThat(plugin.callString("error")).isNull();
  }

  @Test
  void whatIsClosedRunsItsDestructorsAndIsGone() throws IOException {
    Path file = folder.resolve("closed");
    Path closing =
        library(
            "closing",
            """
            #include <fcntl.h>
            #include <unistd.h>
            __attribute__((destructor)) static void end(void) { close(open("%s", O_CREAT | O_WRONLY, 0600)); }
            """
                .formatted(file));
    Loaded plugin = plugin("closes", tries("p") + HANDLES);
    long handle = call(plugin, "p_open", closing.toString(), 2);
    assertThat(mapped(closing)).isTrue();

    assertThat(plugin.call("close_it", handle)).isZero();

    assertThat(file).exists();
    assertThat(mapped(closing)).isFalse();
  }

  @Test
  void onlyWhatIsThereIsGivenWhereNothingIsToBeLoaded() throws IOException {
    Path wanted = library("wanted", "int number(void) { return 11; }");
    Loaded plugin = plugin("noload", tries("p") + HANDLES);

    assertThat(call(plugin, "p_open", wanted.toString(), 2 | 4)).isZero();
    assertThat(call(plugin, "p_open", unwanted.toString(), 2 | 4)).isZero();
    long handle = call(plugin, "p_open", wanted.toString(), 2);
    assertThat(call(plugin, "p_open", wanted.toString(), 2 | 4)).isEqualTo(handle).isNotZero();
    assertThat(mapped(unwanted)).isFalse();
  }

  @Test
  void aNameThatMeansAnotherFileToTheCallerIsTheCallersFile() throws IOException {
    /* The JVM has a libz.so.1 or a libjava.so: by this name the caller means the one beside it. */
    Path other = Files.createDirectories(folder.resolve("x/lib")).resolve("libjava.so");
    Files.copy(unwanted, other);
    kept.add(other);
    Loaded plugin = plugin("origin", tries("p"));

    assertThat((int) call(plugin, "p_loads", "$ORIGIN/x/lib/libjava.so")).isZero();
    Files.createDirectories(folder.resolve("bin"));
    Path deep = compiler.c("bin/liborigin2.so", tries("p"), "-Wl,-rpath,$ORIGIN/../x/lib");
    assertThat((int) call(Loaded.by(Loader.open(deep)), "p_loads", "$ORIGIN/../x/lib/libjava.so"))
        .isZero();
    assertThat(mapped(other)).isFalse();
  }

  @Test
  void aLibraryLooksInItsOwnFolders() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    compiler.c("inner/libbeside.so", "int number(void) { return 21; }");
    compiler.c("inner/libowner.so", tries("owner"), "-Wl,-rpath,$ORIGIN");
    Loaded plugin =
        Loaded.by(
            Loader.open(
                library(
                    "ofowner",
                    forwards("owner"),
                    "-L" + inner,
                    "-lowner",
                    "-Wl,-rpath,$ORIGIN/inner")));

    assertThat((int) call(plugin, "p_loads", "libbeside.so")).isEqualTo(1);
  }

  @Test
  void whatWasInTheProcessBeforeIsNotTouched() {
    keeping.restricts = false;
    Path there =
        library("there", "#include <dlfcn.h>\nvoid *address(void) { return (void *) dlopen; }");
    Loaded byDlopen = Loaded.byDlopen(there);
    long before = byDlopen.callLong("address");
    keeping.restricts = true;
    plugin("later", "void *address(void); void *p(void) { return address(); }", "there");

    assertThat(byDlopen.callLong("address")).isEqualTo(before);
  }

  @Test
  void aPageThatWasSealedIsSealedAgain() throws IOException {
    Path sealed = library("sealed", tries("sealed") + "int x;", "-Wl,-z,now");
    plugin("ofsealed", forwards("sealed"), "sealed");

    assertThat(permissions(sealed)).isEqualTo(permissionsByDlopen(sealed));
  }

  private List<String> permissions(Path file) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .filter(line -> line.contains(file.toString()))
        .map(line -> line.split(" ", -1)[1])
        .toList();
  }

  private List<String> permissionsByDlopen(Path file) throws IOException {
    Path copy = Files.copy(file, folder.resolve("libcopy.so"));
    Loaded.byDlopen(copy).address("x");
    return permissions(copy);
  }

  @Test
  void exceptionsOfCppCrossGuardedLibraries() {
    compiler.cpp(
        "libthrows.so",
        "#include <stdexcept>\n#include <dlfcn.h>\nextern \"C\" void throws() { if (dlopen(\"libm.so.6\", RTLD_NOW)) throw std::runtime_error(\"x\"); }");
    Path file =
        compiler.cpp(
            "libcatches.so",
            "#include <stdexcept>\nextern \"C\" void throws(); extern \"C\" int p() { try { throws(); } catch (const std::exception &e) { return 5; } return 0; }",
            "-L" + folder,
            "-lthrows",
            "-Wl,-rpath,$ORIGIN");

    assertThat(Loaded.by(Loader.open(file)).call("p")).isEqualTo(5);
  }

  @Test
  void manyThreadsOpenAndLoadWhileThePolicyComesAndGoes() throws Exception {
    int threads = 4;
    int rounds = 6;
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < threads * rounds; i++) {
      library("part" + i, tries("part" + i));
      files.add(
          library(
              "many" + i, forwards("part" + i), "-L" + folder, "-lpart" + i, "-Wl,-rpath,$ORIGIN"));
    }
    Path wanted = library("shared", "int number(void) { return 11; }");
    try (ExecutorService executor = Executors.newFixedThreadPool(threads + 1)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        List<Path> own = files.subList(thread * rounds, (thread + 1) * rounds);
        all.add(
            executor.submit(() -> {
              for (Path file : own) {
                Loaded plugin = Loaded.by(Loader.open(file));
                for (int i = 0; i < 5; i++) {
                  assertThat(call(plugin, "p_open", wanted.toString(), 1)).isNotZero();
                  assertThat(plugin.call("p_finds")).isEqualTo(1);
                }
              }
            }));
      }
      Future<?> switching =
          executor.submit(() -> {
            while (!Thread.currentThread().isInterrupted()
                && !all.stream().allMatch(Future::isDone)) {
              keeping.restricts = !keeping.restricts;
              Thread.onSpinWait();
            }
          });
      for (Future<?> future : all) {
        future.get();
      }
      switching.get();
    }
  }

  private static final Map<TerminationTest.End, Integer> STATUSES =
      Map.of(
          TerminationTest.End.MAIN_RETURNS, 0,
          TerminationTest.End.SYSTEM_EXIT, 3,
          TerminationTest.End.PLUGIN_EXITS, 4,
          TerminationTest.End.HALT, 5);

  /** Opens a plugin under a policy and ends: the plugin, the way of ending. */
  static final class OpenAndEnd {
    public static void main(String[] arguments) {
      Loader.admit(
          "guard",
          new Admission() {
            @Override
            public boolean restricts() {
              return true;
            }

            @Override
            public List<String> objections(Candidate candidate) {
              return List.of();
            }

            @Override
            public boolean admitsSymbol(String symbol) {
              return !symbol.equals("system");
            }
          });
      Loaded plugin = Loaded.by(Loader.open(Path.of(arguments[0])));
      TerminationTest.End.valueOf(arguments[1]).end(plugin);
    }
  }

  @ParameterizedTest
  @EnumSource(TerminationTest.End.class)
  void whenTheProcessEndsDestructorsAreRefusedAndTheProcessEnds(TerminationTest.End end) {
    String source =
        """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stdio.h>
        #include <stdlib.h>
        void leave(int status) { exit(status); }
        int NAME(void) { return 1; }
        __attribute__((destructor)) static void end(void) {
          fprintf(stderr, "NAME %d %d\\n", dlsym(RTLD_DEFAULT, "system") != NULL, dlopen("UNWANTED", RTLD_NOW) != NULL);
        }
        """
            .replace("UNWANTED", unwanted.toString());
    library("atend", source.replace("NAME", "library"));
    Path file =
        library(
            "ending",
            source.replace("NAME", "plugin")
                + "int library(void); int both(void) { return library(); }",
            "-L" + folder,
            "-latend",
            "-Wl,-rpath,$ORIGIN");

    ChildJvm.Outcome outcome = ChildJvm.of(OpenAndEnd.class).run(file, end);

    assertThat(outcome.lines()).containsExactly("plugin 0 0", "library 0 0");
    assertThat(outcome.status()).isEqualTo(STATUSES.get(end));
  }

  @Test
  void aReferenceThatCanNotBeFollowedIsRefused() {
    library(
        "half",
        "extern int dlsym(void *, const char *); __asm__(\".data\\n.globl half\\nhalf: .quad dlsym - .\\n.text\"); int halves(void) { return 1; }");

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(
            () -> plugin("ofhalf", "int halves(void); int p(void) { return halves(); }", "half"))
        .withMessageContaining("R_X86_64_PC64");
  }

  @Test
  void whoReachesIntoTheLoaderItselfIsRefused() {
    Path file =
        library(
            "reaching",
            "extern char _rtld_global_ro[]; char *reach(void) { return _rtld_global_ro; }",
            "-l:ld-linux-x86-64.so.2");

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> Loader.open(file))
        .withMessageContaining("_rtld_global_ro");
  }
}
