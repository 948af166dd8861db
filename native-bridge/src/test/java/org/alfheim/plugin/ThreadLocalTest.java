package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.alfheim.bind.SymbolKind;
import org.alfheim.fixture.ChildJvm;
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

/** Thread-local storage, in all its models, for threads from before the open and from after it. */
@Timeout(120)
class ThreadLocalTest {
  private static final String COUNTERS =
      """
      __thread int counter = 40;
      __thread int zero;
      static __thread int own = 7;
      static __thread char filler[100];
      int bump(void) { return ++counter; }
      int bump_own(void) { return ++own; }
      int bump_zero(void) { filler[50]++; return ++zero; }
      long where(void) { return (long) &counter; }
      """;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "general,   -ftls-model=global-dynamic, -mtls-dialect=gnu,  R_X86_64_DTPMOD64",
    "local,     -ftls-model=local-dynamic,  -mtls-dialect=gnu,  R_X86_64_DTPMOD64",
    "initial,   -ftls-model=initial-exec,   -mtls-dialect=gnu,  R_X86_64_TPOFF64",
    "described, -ftls-model=global-dynamic, -mtls-dialect=gnu2, R_X86_64_TLSDESC",
    "localdesc, -ftls-model=local-dynamic,  -mtls-dialect=gnu2, R_X86_64_TLSDESC"
  })
  void eachModelGivesEachThreadItsOwnValues(
      String name, String model, String dialect, String relocation) throws Exception {
    String visibility = model.contains("local-dynamic") ? "-fvisibility=protected" : "-g0";
    Path file = compiler.c(name + ".so", COUNTERS, model, dialect, visibility);
    assertThat(Elf.of(file).readelf("-r")).contains(relocation);
    try (ExecutorService before = Executors.newSingleThreadExecutor()) {
      before.submit(() -> {}).get();
      Loaded plugin = Loaded.byAlfheim(file);

      assertThat(bumps(plugin)).containsExactly(41, 8, 1);
      assertThat(bumps(plugin)).containsExactly(42, 9, 2);
      assertThat(before.submit(() -> bumps(plugin)).get()).containsExactly(41, 8, 1);
      assertThat(before.submit(() -> bumps(plugin)).get()).containsExactly(42, 9, 2);
      assertThat(inNewThread(() -> bumps(plugin))).containsExactly(41, 8, 1);
      assertThat(bumps(plugin)).containsExactly(43, 10, 3);
    }
  }

  private static List<Integer> bumps(Loaded plugin) {
    return List.of(plugin.call("bump"), plugin.call("bump_own"), plugin.call("bump_zero"));
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 4096, 8192, 65536})
  void variablesHaveTheirAlignmentInEveryThread(int align) throws Exception {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.c(
                "aligned" + align + ".so",
                """
                static __thread char before = 3;
                static __thread int wide __attribute__((aligned(%d))) = 11;
                static __thread int wide_zero __attribute__((aligned(%d)));
                long misaligned(void) { return ((long) &wide | (long) &wide_zero) & (%d - 1); }
                int value(void) { return wide + wide_zero + before; }
                """
                    .formatted(align, align, align)));

    assertThat(plugin.callLong("misaligned")).isZero();
    assertThat(plugin.call("value")).isEqualTo(14);
    for (int i = 0; i < 5; i++) {
      assertThat(inNewThread(() -> plugin.callLong("misaligned"))).isZero();
      assertThat(inNewThread(() -> plugin.call("value"))).isEqualTo(14);
    }
  }

  @ParameterizedTest
  @CsvSource({"classic, ''", "packed, '-Wl,-z,pack-relative-relocs'"})
  void pointersInTheInitialImageAreRelocated(String name, String packing) throws Exception {
    Path file =
        compiler.c(
            "pointers-" + name + ".so",
            """
            #include <stdlib.h>
            static int variable = 21;
            int exported = 22;
            __thread int *own = &variable;
            __thread int *others = &exported;
            __thread int (*imported)(const char *) = atoi;
            __thread char *text = "33";
            int sum(void) { return *own + *others + imported(text); }
            """,
            packing.isEmpty() ? "-g0" : packing);
    if (!packing.isEmpty()) {
      assertThat(Elf.of(file).readelf("-d")).contains("(RELR)");
    }
    Loaded plugin = Loaded.byAlfheim(file);

    assertThat(plugin.call("sum")).isEqualTo(76);
    assertThat(inNewThread(() -> plugin.call("sum"))).isEqualTo(76);
  }

  @Test
  void objectsAreMadeAndDestroyedWithTheirThread() throws Exception {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.cpp(
                "objects.so",
                """
                #include <atomic>
                static std::atomic<int> made, destroyed;
                struct Tracked { int n; Tracked() : n(5) { made++; } ~Tracked() { n = 0; destroyed++; } };
                static thread_local Tracked tracked;
                extern "C" int use() { return tracked.n++; }
                extern "C" int counted_made() { return made; }
                extern "C" int counted_destroyed() { return destroyed; }
                """));
    assertThat(inNewThread(() -> plugin.call("use") + plugin.call("use"))).isEqualTo(11);
    Thread thread = Thread.ofPlatform().start(() -> plugin.call("use"));
    assertThat(thread.join(Duration.ofSeconds(50))).as("the thread has ended").isTrue();
    // A Java thread has ended for Java a moment before its native thread has.
    Instant deadline = Instant.now().plusSeconds(50);
    while (plugin.call("counted_destroyed") < 2) {
      assertThat(Instant.now()).as("the second object is not destroyed").isBefore(deadline);
      Thread.onSpinWait();
    }

    assertThat(plugin.call("counted_made")).isEqualTo(2);
  }

  @Test
  void errnoIsTheCallingThreads() {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.c(
                "errno.so",
                """
                #include <errno.h>
                #include <unistd.h>
                int failing(void) { errno = 0; close(-1); return errno; }
                """));

    assertThat(plugin.call("failing")).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({
    "gd, -ftls-model=global-dynamic, -mtls-dialect=gnu,  R_X86_64_DTPOFF64",
    "ie, -ftls-model=initial-exec,   -mtls-dialect=gnu,  R_X86_64_TPOFF64",
    "td, -ftls-model=global-dynamic, -mtls-dialect=gnu2, R_X86_64_TLSDESC"
  })
  void aPluginUsesTheThreadLocalVariableOfAnother(
      String name, String model, String dialect, String relocation) throws Exception {
    Path owner =
        compiler.c(
            "libowner" + name + ".so",
            """
            __thread long first = 1;
            __thread long shared = 100;
            long get(void) { return shared; }
            """,
            model,
            dialect,
            "-Wl,-soname,libtls-owner-" + name + ".so");
    Path user =
        compiler.c(
            "libuser" + name + ".so",
            "extern __thread long shared; long add(long n) { return shared += n; }",
            model,
            dialect,
            owner.toString());
    assertThat(Elf.of(user).readelf("-r")).containsPattern(relocation + ".* shared \\+ 0");
    Loaded owning = Loaded.byAlfheim(owner);
    Loaded using = Loaded.byAlfheim(user);

    assertThat(using.callLong("add", 5)).isEqualTo(105);
    assertThat(owning.callLong("get")).isEqualTo(105);
    assertThat(inNewThread(() -> using.callLong("add", 1) + owning.callLong("get"))).isEqualTo(202);
    assertThat(owning.callLong("get")).isEqualTo(105);
  }

  @ParameterizedTest
  @CsvSource({"wgd, -mtls-dialect=gnu", "wtd, -mtls-dialect=gnu2"})
  void aWeakThreadLocalVariableThatNobodyDefinesIsAtZero(String name, String dialect) {
    String source =
        """
        extern __thread int nobody __attribute__((weak));
        int there(void) { return &nobody != 0; }
        """;
    // With the older dialect even dlopen gives an address that means nothing; it must open all the
    // same.
    Path file = compiler.c(name + ".so", source, dialect);
    Loaded plugin = Loaded.byAlfheim(file);
    if (dialect.endsWith("2")) {
      assertThat(plugin.call("there")).isEqualTo(Loaded.byDlopen(file).call("there")).isZero();
    }
  }

  @Test
  void aThreadLocalSymbolIsTheCallingThreadsCopy() throws Exception {
    LocalPlugin plugin = Loader.openLocal(compiler.c("symbol.so", COUNTERS));
    LocalSymbol counter = plugin.lookup("counter");

    assertThat(counter.kind()).isEqualTo(SymbolKind.TLS);
    assertThat(counter.segment().address()).isEqualTo(Loaded.by(plugin).callLong("where"));
    counter.variable(int.class).set(1000);
    assertThat(Loaded.by(plugin).call("bump")).isEqualTo(1001);
    assertThat(inNewThread(() -> counter.variable(int.class).get())).isEqualTo(40);
    assertThat(
            inNewThread(() -> counter.segment().address() == Loaded.by(plugin).callLong("where")))
        .isTrue();
  }

  @Test
  void aLargeBlockIsZeroBehindItsImage() throws Exception {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.c(
                "large.so",
                """
                static __thread int head = 1;
                static __thread char large[3000000];
                int dirty(void) {
                  int n = head - 1;
                  for (unsigned i = 0; i < sizeof large; i++) { n += large[i]; large[i] = 1; }
                  return n;
                }
                """));

    assertThat(plugin.call("dirty")).isZero();
    assertThat(inNewThread(() -> plugin.call("dirty"))).isZero();
    assertThat(plugin.call("dirty")).isEqualTo(3000000);
  }

  @Test
  void aSpentStaticAreaIsAResourceAndTheRemedyIsNamed() {
    List<Object> files = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      files.add(
          compiler.c(
              "static" + i + ".so",
              "static __thread char block[600] = {1}; char *F(int i) { return block + i; }",
              "-ftls-model=initial-exec"));
    }
    files.add(compiler.c("unrelated.so", "int F(void) { return 1; }"));
    List<String> lines = ChildJvm.of(RefusalTest.OpenAll.class).run(files.toArray()).lines();

    assertThat(lines).hasSize(7);
    assertThat(lines.getFirst()).isEqualTo("ok static0.so");
    assertThat(lines.get(5))
        .contains("ResourceException: " + files.get(5) + ": ")
        .contains("static thread-local storage")
        .contains("GLIBC_TUNABLES=glibc.rtld.optional_static_tls=");
    assertThat(lines.getLast()).isEqualTo("ok unrelated.so");

    assertThat(
            ChildJvm.of(RefusalTest.OpenAll.class)
                .with("GLIBC_TUNABLES", "glibc.rtld.optional_static_tls=4096")
                .run(files.toArray())
                .lines())
        .allMatch(line -> line.startsWith("ok "));
  }

  private static <T> T inNewThread(Supplier<T> action)
      throws InterruptedException, ExecutionException {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<T> future = thread.submit(action::get);
      return future.get();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "gnu2"})
  void aVariableOfALibraryThatHasNoThreadLocalStorageIsRefused(String dialect) throws IOException {
    String name = "libplain-" + dialect + "-" + folder.getFileName() + ".so";
    String soname = "-Wl,-soname," + name;
    Path library = compiler.c(name, "__thread int plain_here = 3;", soname);
    Path plugin =
        compiler.c(
            "user-" + dialect + ".so",
            """
            extern __thread int plain_here;
            extern __thread int nobodys __attribute__((weak));
            int F(void) { return plain_here; }
            long absent(void) { return (long) &nobodys; }
            """,
            dialect.equals("gnu") ? "-ftls-model=initial-exec" : "-ftls-model=global-dynamic",
            "-mtls-dialect=" + dialect,
            library.toString(),
            "-Wl,-rpath,$ORIGIN");
    Path mark = folder.resolve("mark");
    compiler.c(
        name,
        """
        #include <fcntl.h>
        int plain_here = 3;
        __attribute__((constructor)) static void construct(void) { creat("%s", 0600); }
        """
            .formatted(mark),
        soname);

    assertThat(Refused.of(plugin))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("plain_here is a thread-local variable here")
        .hasMessageContaining("__thread");
    assertThat(mark).doesNotExist();

    compiler.c(name, "__thread int plain_here = 3;", soname);
    assertThat(Loaded.byAlfheim(plugin).call("F")).isEqualTo(3);
  }
}
