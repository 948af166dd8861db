package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under a policy ld.so loads the files that were judged, and no others. */
@Timeout(60)
@SuppressWarnings("restricted")
class JudgedLibrariesTest {
  private static final String HOSTILE = "int number(void) { return 666; }";
  private static final String GOOD = "int number(void) { return 7; }";
  private static final String USER = "int number(void); int F(void) { return number(); }";
  private static final String LOADS =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <stddef.h>
      static void *handle;
      int load(const char *file) { handle = dlopen(file, RTLD_NOW); return handle != NULL; }
      int load_apart(const char *file) { handle = dlmopen(LM_ID_NEWLM, file, RTLD_NOW); return handle != NULL; }
      int F(void) { return ((int (*)(void)) dlsym(handle, "F"))(); }
      int unload(void) { return dlclose(handle); }
      const char *reason(void) { return dlerror(); }
      """;

  @TempDir Path folder;

  private Compiler compiler;
  private final List<Path> asked = new ArrayList<>();

  /** What somebody does when a file of a name has been judged. */
  private Runnable afterwards = () -> {};

  private String judged = "";

  @BeforeEach
  void compilerInFolder() throws IOException {
    folder = folder.toRealPath();
    compiler = new Compiler(folder);
  }

  private final class Judge implements Admission {
    private final boolean restricts;

    Judge(boolean restricts) {
      this.restricts = restricts;
    }

    @Override
    public boolean restricts() {
      return restricts;
    }

    @Override
    public List<String> objections(Candidate candidate) {
      candidate.file().ifPresent(asked::add);
      byte[] content = candidate.content().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
      if (new String(content, java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains("hostile mark")) {
        return List.of("it is hostile");
      }
      if (candidate.file().filter(file -> file.endsWith(judged)).isPresent()) {
        afterwards.run();
      }
      return List.of();
    }

    @Override
    public boolean admitsSymbol(String symbol) {
      return true;
    }
  }

  private void restrict() {
    Loader.admit("test", new Judge(true));
  }

  @AfterEach
  void open() {
    Loader.admit("test", new Judge(false));
  }

  /** Somebody who takes his time over one library does not keep other plugins waiting. */
  @Test
  void whileALibraryIsJudgedOtherPluginsOpen() throws Exception {
    Path slow = below("slow", "libslow.so", GOOD);
    Path user = below("slow", "libslowuser.so", USER, slow.toString(), "-Wl,-rpath,$ORIGIN");
    Path other = below("other", "libquick.so", "int F(void) { return 8; }");
    CountDownLatch judging = new CountDownLatch(1);
    CountDownLatch opened = new CountDownLatch(1);
    judged = "libslow.so";
    afterwards =
        () -> {
          judging.countDown();
          try {
            opened.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    restrict();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Loaded> waiting = threads.submit(() -> Loaded.byAlfheim(user));
      judging.await();
      assertThat(Loaded.byAlfheim(other).call("F")).isEqualTo(8);
      opened.countDown();
      assertThat(waiting.get().call("F")).isEqualTo(7);
    } finally {
      opened.countDown();
    }
  }

  /** ld.so might take it for one that was judged. */
  @Test
  void whereSomethingIsLoadedWhileLibrariesAreJudgedTheyAreJudgedAgain() {
    Path library = below("again", "libagain.so", GOOD);
    Path user = below("again", "libagainuser.so", USER, library.toString(), "-Wl,-rpath,$ORIGIN");
    Path other = below("foreign", "libforeign.so", "int F(void) { return 9; }");
    judged = "libagain.so";
    AtomicBoolean loaded = new AtomicBoolean();
    afterwards =
        () -> {
          if (loaded.compareAndSet(false, true)) {
            assertThat(Loaded.byDlopen(other).call("F")).isEqualTo(9);
          }
        };
    restrict();

    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(7);
    assertThat(asked).filteredOn(library::equals).hasSize(2);
  }

  private Path below(String directory, String name, String source, String... arguments) {
    try {
      Path target = Files.createDirectories(folder.resolve(directory)).resolve(name);
      List<String> all = new ArrayList<>(List.of(arguments));
      all.add("-Wl,--no-as-needed");
      return Files.move(
          compiler.c("made.so", source, all.toArray(String[]::new)),
          target,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path hostile(String directory, String name, String... arguments) {
    return below(directory, name, "const char *mark = \"hostile mark\"; " + HOSTILE, arguments);
  }

  private static String named(String soname) {
    return "-Wl,-soname," + soname;
  }

  private static boolean mapped(Path file) throws IOException {
    return Files.readString(Path.of("/proc/self/maps")).contains(file.toString());
  }

  private static int call(Loaded plugin, String function, String argument) {
    try (Arena arena = Arena.ofConfined()) {
      return plugin.call(function, arena.allocateFrom(argument).address());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hw,glibc-hwcaps/x86-64-v2,",
    "lib,lib/x86_64-linux-gnu,/$LIB",
    "lib-braces,lib/x86_64-linux-gnu,/${LIB}",
    "old,tls,"
  })
  void whatLdSoFindsInASubfolderIsJudged(String name, String subfolder, String path)
      throws IOException {
    String soname = "libsub-" + name + ".so";
    Path good = below(name, soname, GOOD, named(soname));
    Path hostile = hostile(name + "/" + subfolder, soname, named(soname));
    Path user =
        below(
            "users",
            "sub-" + name + ".so",
            USER,
            good.toString(),
            "-Wl,-rpath," + good.getParent() + (path == null ? "" : path));
    restrict();

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> Loader.open(user))
        .withMessage(
            user
                + ": refused by the policy test on account of "
                + hostile
                + ", which it needs: it is hostile");
    assertThat(mapped(hostile)).isFalse();
  }

  @Test
  void whatIsNotFoundIsRefusedByName() {
    Path gone = below("gone", "libgone-now.so", GOOD, named("libgone-now.so"));
    Path user = below("users", "gone.so", USER, gone.toString());
    restrict();

    assertThat(catchThrowableOfType(UnresolvedException.class, () -> Loader.open(user)))
        .hasMessageContaining("the library libgone-now.so is not found")
        .satisfies(refusal -> assertThat(refusal.libraries()).containsExactly("libgone-now.so"));
  }

  @Test
  void whatCanNotBeJudgedIsRefused() throws IOException {
    Path good = below("judge", "libdamaged-in.so", GOOD, named("libdamaged-in.so"));
    Path damaged = Files.createDirectories(folder.resolve("damaged")).resolve("libdamaged-in.so");
    Files.writeString(damaged, "no library");
    Path user =
        below(
            "users",
            "damaged.so",
            USER,
            good.toString(),
            "-Wl,-rpath," + damaged.getParent() + ":" + good.getParent());
    restrict();

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> Loader.open(user))
        .withMessageContaining(
            "needs libdamaged-in.so, which can't be judged: " + damaged + " is in the way");
  }

  /** Somebody puts another file in the way when the right one has been judged. */
  @ParameterizedTest
  @ValueSource(strings = {"direct", "deep", "nameless"})
  void whatComesAfterTheJudgementIsNotLoaded(String late) throws IOException {
    String directory = "late-" + late;
    String direct = "libdirect-" + late + ".so";
    String nameless = "libnameless-" + late + ".so";
    String deep = "libdeep-" + late + ".so";
    Path deepFile = below(directory, deep, GOOD, named(deep));
    Path namelessFile =
        below(
            directory,
            nameless,
            "int number(void); int nameless(void) { return number(); }",
            deepFile.toString(),
            "-Wl,-rpath,$ORIGIN");
    Path directFile =
        below(
            directory,
            direct,
            "int nameless(void); int direct(void) { return nameless(); }",
            named(direct),
            "-L" + namelessFile.getParent(),
            "-l:" + nameless,
            "-Wl,-rpath,$ORIGIN");
    Path user =
        below(
            "users",
            directory + ".so",
            "int direct(void); int F(void) { return direct(); }",
            directFile.toString(),
            "-Wl,-rpath," + directFile.getParent());
    String name = "lib" + late + "-" + late + ".so";
    Path hostile =
        hostile(
            "hostile",
            "late.so",
            "-Wl,--defsym=nameless=number",
            "-Wl,--defsym=direct=number",
            named(name));
    Path inTheWay = folder.resolve(directory + "/glibc-hwcaps/x86-64-v2/" + name);
    judged = name;
    afterwards =
        () -> {
          try {
            Files.createDirectories(inTheWay.getParent());
            Files.copy(hostile, inTheWay, StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    restrict();

    Loaded plugin = Loaded.by(Loader.open(user));

    assertThat(inTheWay).exists();
    assertThat(asked).containsExactly(user, directFile, namelessFile, deepFile);
    assertThat(plugin.call("F")).isEqualTo(7);
    assertThat(mapped(inTheWay)).isFalse();
  }

  /**
   * ld.so would search for a file that the process has by another name, and find what came since.
   */
  @ParameterizedTest
  @ValueSource(strings = {"direct", "deep", "nested", "path"})
  void whatTheProcessHasByAnotherNameIsNotSearchedFor(String need) throws IOException {
    String directory = "alias-" + need;
    String alias = "libalias-" + need + ".so";
    Path real = below(directory, "libreal-" + need + ".so", GOOD);
    Files.createSymbolicLink(real.resolveSibling(alias), real.getFileName());
    String judgedName = "libjudged-" + need + ".so";
    String[] byAlias =
        need.equals("path")
            ? new String[] {real.resolveSibling(alias).toString()}
            : new String[] {"-L" + real.getParent(), "-l:" + alias, "-Wl,-rpath,$ORIGIN"};
    List<String> arguments = new ArrayList<>(List.of(byAlias));
    arguments.add(named(judgedName));
    Path between =
        below(
            directory,
            judgedName,
            "int number(void); int between(void) { return number(); }",
            arguments.toArray(String[]::new));
    List<String> direct =
        new ArrayList<>(List.of(between.toString(), "-Wl,-rpath," + real.getParent()));
    if (need.equals("direct")) {
      direct.addAll(0, List.of(byAlias));
    }
    Path user =
        below(
            "users",
            directory + ".so",
            "int between(void); int F(void) { return between(); }",
            direct.toArray(String[]::new));
    Path hostile = hostile("hostile", alias);
    Path inTheWay = folder.resolve(directory + "/glibc-hwcaps/x86-64-v2/" + alias);
    Loaded.byDlopen(real);
    judged = judgedName;
    afterwards =
        () -> {
          try {
            Files.createDirectories(inTheWay.getParent());
            Files.copy(hostile, inTheWay, StandardCopyOption.REPLACE_EXISTING);
            if (need.equals("path")) {
              Files.delete(real.resolveSibling(alias));
              Files.createSymbolicLink(real.resolveSibling(alias), hostile);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    restrict();

    Loaded plugin;
    if (need.equals("nested")) {
      plugin = Loaded.by(Loader.open(below("users", "loads-alias.so", LOADS)));
      assertThat(call(plugin, "load", user.toString())).isEqualTo(1);
    } else {
      plugin = Loaded.by(Loader.open(user));
    }

    assertThat(inTheWay).exists();
    assertThat(plugin.call("F")).isEqualTo(7);
    assertThat(mapped(inTheWay)).isFalse();
    assertThat(mapped(hostile)).isFalse();
  }

  @Test
  void aLinkThatIsTurnedAfterTheJudgementIsNotFollowed() throws IOException {
    Path good = below("versions/1", "libturned.so", GOOD, named("libturned.so"));
    hostile("versions/2", "libturned.so", named("libturned.so"));
    Path current = folder.resolve("current");
    Files.createSymbolicLink(current, good.getParent());
    Path user = below("users", "turned.so", USER, good.toString(), "-Wl,-rpath," + current);
    judged = "libturned.so";
    afterwards =
        () -> {
          try {
            Files.delete(current);
            Files.createSymbolicLink(current, folder.resolve("versions/2"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    restrict();

    assertThat(Loaded.by(Loader.open(user)).call("F")).isEqualTo(7);
  }

  @Test
  void aPathThatLdSoWouldTakeForAnotherIsRefused() throws IOException {
    Path good = below("$LIB/dollar", "libdollar.so", GOOD, named("libdollar.so"));
    Path link = folder.resolve("dollar");
    Files.createSymbolicLink(link, good.getParent());
    Path user = below("users", "dollar.so", USER, good.toString(), "-Wl,-rpath," + link);
    restrict();

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> Loader.open(user))
        .withMessageContaining("dynamic string token");
  }

  @Test
  void librariesAreBoundAsWithoutAPolicy() throws IOException {
    Path filtered =
        below(
            "same",
            "libsame-filtered.so",
            "int filtered(void) { return 3; }",
            named("libsame-filtered.so"));
    Path base =
        below(
            "same",
            "libsame-base.so",
            "int who(void) { return 1; } int base(void) { return who(); } int filtered(void) { return 9; }",
            named("libsame-base.so"),
            "-Wl,--auxiliary,libsame-filtered.so",
            "-Wl,--auxiliary,libsame-absent.so",
            "-Wl,-rpath,$ORIGIN");
    Path between =
        below(
            "same",
            "libsame-between.so",
            "int base(void); int who(void) { return 2; } int between(void) { return base(); }",
            named("libsame-between.so"),
            base.toString(),
            "-Wl,-rpath,$ORIGIN");
    String source =
        "int between(void), filtered(void); int who(void) { return 4; } int F(void) { return 10 * between() + filtered(); }";
    String[] arguments = {between.toString(), base.toString(), "-Wl,-rpath," + between.getParent()};
    Path free = below("users", "same-free.so", source, arguments);
    Path judgedUser = below("users", "same-judged.so", source, arguments);
    assertThat(filtered).exists();
    restrict();
    Loaded plugin = Loaded.by(Loader.open(judgedUser));
    int judgedNumber = plugin.call("F");
    open();

    assertThat(judgedNumber).isEqualTo(Loaded.byDlopen(free).call("F")).isEqualTo(43);
    assertThat(asked).contains(filtered);
  }

  @Test
  void aFilterForAFileOfAnotherNameIsRefused() {
    Path filtered = below("filters", "libnameless-filtered.so", "int filtered(void) { return 3; }");
    Path filter =
        below(
            "filters",
            "libfilter-of-nameless.so",
            GOOD,
            named("libfilter-of-nameless.so"),
            "-Wl,--filter," + filtered.getFileName(),
            "-Wl,-rpath,$ORIGIN");
    Path user =
        below(
            "users", "filter-user.so", USER, filter.toString(), "-Wl,-rpath," + filter.getParent());
    restrict();

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> Loader.open(user))
        .withMessageContaining("is a filter for libnameless-filtered.so");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "nameless"})
  void whatAPluginLoadsBringsTheLibrariesThatWereJudged(String kind) throws IOException {
    String leaf = "libnested-leaf-" + kind + ".so";
    String[] name = kind.equals("plain") ? new String[] {named(leaf)} : new String[0];
    Path good = below("nested", leaf, GOOD, name);
    Path user =
        below(
            "nested",
            "libnested-user-" + kind + ".so",
            USER,
            "-L" + good.getParent(),
            "-l:" + leaf,
            "-Wl,-rpath,$ORIGIN");
    Path hostile = hostile("hostile", leaf, name);
    Path inTheWay = folder.resolve("nested/glibc-hwcaps/x86-64-v2/" + leaf);
    judged = leaf;
    afterwards =
        () -> {
          try {
            Files.createDirectories(inTheWay.getParent());
            Files.copy(hostile, inTheWay, StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    restrict();
    Loaded plugin = Loaded.by(Loader.open(below("users", "loads-" + kind + ".so", LOADS)));

    assertThat(call(plugin, "load", user.toString())).isEqualTo(1);
    assertThat(plugin.call("F")).isEqualTo(7);
    assertThat(plugin.call("unload")).isZero();
    assertThat(mapped(good)).isFalse();
    assertThat(inTheWay).exists();

    assertThat(call(plugin, "load", user.toString())).isZero();
    assertThat(plugin.callString("reason")).contains("on account of " + inTheWay);
  }

  @Test
  void anotherNamespaceHasNothingThatWasJudgedHere() throws IOException {
    Path good = below("apart", "libapart.so", GOOD, named("libapart.so"));
    hostile("apart-hostile", "libapart.so", named("libapart.so"));
    Loaded.byDlopen(good);
    restrict();
    Loaded plugin =
        Loaded.by(
            Loader.open(
                below(
                    "users",
                    "loads-apart.so",
                    LOADS,
                    "-Wl,-rpath," + folder.resolve("apart-hostile"))));

    assertThat(call(plugin, "load_apart", "libapart.so")).isZero();
    assertThat(plugin.callString("reason"))
        .contains("a policy does not reach into another namespace");
  }

  /** A path is what the kernel takes it for: a step back from a link leads elsewhere. */
  @Test
  void thePathThatIsJudgedIsThePathThatIsOpened() throws IOException {
    Path good = below("allowed", "libpath.so", "int F(void) { return 7; }");
    Path far = below("far/away", "libpath.so", "int F(void) { return 8; }");
    Files.createDirectories(folder.resolve("far/away/deeper"));
    Path link = folder.resolve("allowed/link");
    Files.createSymbolicLink(link, folder.resolve("far/away/deeper"));
    Path given = link.resolve("../libpath.so");
    assertThat(given.normalize()).isEqualTo(good);
    restrict();

    Loaded plugin = Loaded.by(Loader.open(below("users", "loads-path.so", LOADS)));
    assertThat(call(plugin, "load", given.toString())).isEqualTo(1);
    assertThat(plugin.call("F")).isEqualTo(8);
    assertThat(asked).contains(far).doesNotContain(good);

    asked.clear();
    assertThat(Loaded.by(Loader.open(given)).call("F")).isEqualTo(8);
    assertThat(asked).containsOnly(far);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$ORIGIN/token/libt.so", "${ORIGIN}/$LIB/libt.so", "$PLATFORM/../libt.so"})
  void tokensInWhatAPluginLoadsAreThoseOfItsFolder(String name) throws IOException {
    String number = Integer.toHexString(name.hashCode());
    hostile("tokens-" + number + "/token", "libt.so");
    hostile("tokens-" + number + "/lib/x86_64-linux-gnu", "libt.so");
    restrict();
    Loaded plugin = Loaded.by(Loader.open(below("tokens-" + number, "loads-token.so", LOADS)));

    assertThat(call(plugin, "load", name)).isZero();
    assertThat(plugin.callString("reason"))
        .contains(name.startsWith("$PLATFORM") ? name : "it is hostile");
  }

  /** Somebody unloads what a plugin loads by a link, and turns the link, at any moment. */
  @Test
  void whatIsUnloadedMeanwhileIsNotLoadedFromElsewhere() throws Exception {
    Path good = below("meanwhile/good", "libmeanwhile.so", "int F(void) { return 7; }");
    Path hostile =
        below(
            "meanwhile/hostile",
            "libmeanwhile.so",
            "const char *mark = \"hostile mark\"; int F(void) { return 666; }");
    Path link = folder.resolve("meanwhile/link.so");
    turn(link, good);
    restrict();
    Loaded plugin = Loaded.by(Loader.open(below("users", "loads-meanwhile.so", LOADS)));
    AtomicBoolean done = new AtomicBoolean();
    Set<Integer> numbers = new HashSet<>();

    try (ExecutorService others = Executors.newSingleThreadExecutor()) {
      Future<?> other = others.submit(() -> unloadAndTurn(link, good, hostile, done));
      try {
        for (int i = 0; i < 2000; i++) {
          if (call(plugin, "load", link.toString()) == 1) {
            numbers.add(plugin.call("F"));
            plugin.call("unload");
          }
        }
      } finally {
        done.set(true);
      }
      other.get(30, TimeUnit.SECONDS);
    }

    assertThat(numbers).containsExactly(7);
    assertThat(mapped(good)).isFalse();
  }

  private Void unloadAndTurn(Path link, Path good, Path hostile, AtomicBoolean done)
      throws IOException {
    for (int i = 0; !done.get(); i++) {
      turn(link, good);
      try (Arena arena = Arena.ofConfined()) {
        SymbolLookup.libraryLookup(good.toString(), arena);
        SymbolLookup.libraryLookup(link.toString(), arena);
        turn(link, hostile);
        LockSupport.parkNanos(i % 20 * 20_000L);
      }
    }
    return null;
  }

  private void turn(Path link, Path target) throws IOException {
    Path next = link.resolveSibling("next");
    Files.createSymbolicLink(next, target);
    Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void manyNestedLoadsLeaveNoDescriptors() throws IOException {
    Path leaf = below("many", "libmany-leaf.so", GOOD);
    Path user =
        below(
            "many",
            "libmany.so",
            USER,
            "-L" + leaf.getParent(),
            "-lmany-leaf",
            "-Wl,-rpath,$ORIGIN");
    restrict();
    Loaded plugin = Loaded.by(Loader.open(below("users", "loads-many.so", LOADS)));
    long before = descriptors();
    for (int i = 0; i < 50; i++) {
      assertThat(call(plugin, "load", user.toString())).isEqualTo(1);
      assertThat(plugin.call("F")).isEqualTo(7);
      assertThat(plugin.call("unload")).isZero();
    }
    assertThat(descriptors()).isLessThan(before + 10);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
      return entries.count();
    }
  }
}
