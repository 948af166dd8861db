package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.fixture.LoaderCopy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two loaders in one process, one whose policy refuses a library and one whose policy admits all,
 * and the libraries that come with their plugins. {@code dlopen} gives each of them whatever it
 * asks for, so what is refused is refused by a policy.
 */
@Timeout(120)
class NestedLoadingUnderSeveralPoliciesTest {
  private static final String LOADS =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <stdlib.h>
      static int close_it(void *handle) { return handle && dlclose(handle) == 0; }
      int opens(const char *name) { return close_it(dlopen(name, RTLD_NOW)); }
      int opens_in_base(const char *name) { return close_it(dlmopen(LM_ID_BASE, name, RTLD_NOW)); }
      int finds(const char *name) { return dlsym(RTLD_DEFAULT, name) != NULL; }
      int finds_version(const char *name) { return dlvsym(RTLD_DEFAULT, name, "GLIBC_2.2.5") != NULL; }
      int hands_over(const char *name) { /* The C library calls dlopen(name, (void *) RTLD_NOW). */
        return !bsearch(name, (void *) RTLD_NOW, 1, 1, (int (*)(const void *, const void *)) dlopen);
      }
      int through(const char *library, const char *name) {
        void *handle = dlopen(library, RTLD_NOW);
        int (*next)(const char *) = handle ? (int (*)(const char *)) dlsym(handle, "opens") : NULL;
        return next ? next(name) : -1;
      }
      """;

  /** Calls the library that it needs. */
  private static final String CALLS =
      """
      int opens(const char *);
      int opens_in_base(const char *);
      int finds(const char *);
      int finds_version(const char *);
      int hands_over(const char *);
      int through(const char *, const char *);
      int call_opens(const char *name) { return opens(name); }
      int call_opens_in_base(const char *name) { return opens_in_base(name); }
      int call_finds(const char *name) { return finds(name); }
      int call_finds_version(const char *name) { return finds_version(name); }
      int call_hands_over(const char *name) { return hands_over(name); }
      int call_through(const char *library, const char *name) { return through(library, name); }
      """;

  private static final String[] FUNCTIONS = {
    "call_opens",
    "call_opens_in_base",
    "call_finds",
    "call_finds_version",
    "call_hands_over",
    "call_through"
  };

  /** Those copies that are not to be collected. */
  private static final List<LoaderCopy> KEPT = new ArrayList<>();

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compile() {
    compiler = new Compiler(folder);
    compiler.c("libfile.so", "int answer(void) { return 43; }");
    library("libs.so");
    library("libl.so");
    library("libfree.so");
    user("libuses.so", "libs.so");
    user("libusel.so", "libl.so");
  }

  private void library(String name, String... options) {
    compiler.c(name, LOADS, options);
  }

  /** An image that calls a library, and links with it or with another one that needs it. */
  private void user(String name, String library) {
    compiler.c(
        name, CALLS, "-Wl,--no-as-needed", "-L" + folder, "-l:" + library, "-Wl,-rpath," + folder);
  }

  private List<String> run(Class<?> program, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(folder));
    all.addAll(List.of(arguments));
    ChildJvm.Outcome outcome = ChildJvm.of(program).run(all.toArray());
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.lines();
  }

  /** The two loaders. */
  private record Loaders(Path folder, LoaderCopy strict, LoaderCopy lax) {
    static Loaders of(Path folder) throws Exception {
      LoaderCopy strict = new LoaderCopy();
      LoaderCopy lax = new LoaderCopy();
      KEPT.addAll(List.of(strict, lax));
      strict.restrict("strict", name -> name.endsWith("/libfile.so") || "getppid".equals(name));
      lax.restrict("lax", _ -> false);
      return new Loaders(folder, strict, lax);
    }

    Loaded strict(String image) throws Exception {
      return open(strict, "strict", image, FUNCTIONS);
    }

    Loaded lax(String image) throws Exception {
      return open(lax, "lax", image, FUNCTIONS);
    }

    Loaded open(LoaderCopy loader, String place, String image, String... functions)
        throws Exception {
      byte[] bytes = Files.readAllBytes(folder.resolve(image));
      return loader.open(place + "!/" + image, bytes, functions);
    }

    int opens(Loaded image) {
      return call(image, "call_opens", folder.resolve("libfile.so"));
    }
  }

  private static int call(Loaded image, String function, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      long[] strings = new long[arguments.length];
      for (int i = 0; i < strings.length; i++) {
        strings[i] = arena.allocateFrom(arguments[i].toString()).address();
      }
      return image.call(function, strings);
    }
  }

  private static void say(Object line) {
    System.out.println(line);
  }

  /** Each has a plugin, and the plugin a library. */
  static final class Beside {
    public static void main(String[] arguments) throws Exception {
      Loaders loaders = Loaders.of(Path.of(arguments[0]));
      boolean strictFirst = Boolean.parseBoolean(arguments[1]);
      Loaded strict = strictFirst ? loaders.strict("libuses.so") : null;
      Loaded lax = loaders.lax("libusel.so");
      strict = strictFirst ? strict : loaders.strict("libuses.so");
      say("strict " + all(strict, loaders));
      say("lax " + all(lax, loaders));
      say("strict " + all(strict, loaders));
    }

    private static List<Integer> all(Loaded image, Loaders loaders) {
      Path file = loaders.folder().resolve("libfile.so");
      return List.of(
          call(image, "call_opens", file),
          call(image, "call_opens_in_base", file),
          call(image, "call_finds", "getppid"),
          call(image, "call_finds_version", "getppid"),
          call(image, "call_finds", "getpid"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLibraryIsJudgedByTheLoaderWithWhosePluginItCame(boolean strictFirst) {
    assertThat(run(Beside.class, strictFirst))
        .containsExactly("strict [0, 0, 0, 0, 1]", "lax [1, 1, 1, 1, 1]", "strict [0, 0, 0, 0, 1]");
  }

  /** The C library calls dlopen for a library. */
  static final class HandedOver {
    public static void main(String[] arguments) throws Exception {
      Loaders loaders = Loaders.of(Path.of(arguments[0]));
      Loaded strict = loaders.strict("libuses.so");
      Path file = loaders.folder().resolve("libfile.so");
      say("alone " + call(strict, "call_hands_over", file));
      loaders.lax("libusel.so");
      say("beside " + call(strict, "call_hands_over", file));
    }
  }

  @Test
  void whatNobodyHasEachPolicyHasToAllow() {
    assertThat(run(HandedOver.class)).containsExactly("alone 0", "beside 0");
  }

  /** Both have plugins that need one library; who comes first has it loaded. */
  static final class Shared {
    public static void main(String[] arguments) throws Exception {
      Loaders loaders = Loaders.of(Path.of(arguments[0]));
      boolean strictFirst = Boolean.parseBoolean(arguments[1]);
      if (strictFirst) {
        Loaded strict = loaders.strict(arguments[2]);
        say("one " + loaders.opens(strict));
        Loaded lax = loaders.lax("libuses.so");
        say("both " + loaders.opens(lax) + loaders.opens(strict));
      } else {
        Loaded lax = loaders.lax("libuses.so");
        say("one " + loaders.opens(lax));
        Loaded strict = loaders.strict(arguments[2]);
        say("both " + loaders.opens(lax) + loaders.opens(strict));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true,  direct, false",
    "false, direct, false",
    "true,  direct, true",
    "false, direct, true",
    "true,  through another, false",
    "false, through another, false",
    "false, through another, true"
  })
  void aLibraryThatPluginsOfBothNeedLoadsWhatBothAllow(
      boolean strictFirst, String needed, boolean named) {
    String[] soname = named ? new String[] {"-Wl,-soname,libs.so"} : new String[0];
    library("libs.so", soname);
    compiler.c(
        "libouter.so",
        "int outer(void) { return 1; }",
        "-L" + folder,
        "-Wl,--no-as-needed",
        "-l:libs.so",
        "-Wl,-rpath," + folder);
    user("libother.so", "direct".equals(needed) ? "libs.so" : "libouter.so");

    assertThat(run(Shared.class, strictFirst, "libother.so"))
        .containsExactly(strictFirst ? "one 0" : "one 1", "both 00");
  }

  /** A library of a plugin loads another one, which loads the file. */
  static final class Chain {
    public static void main(String[] arguments) throws Exception {
      Loaders loaders = Loaders.of(Path.of(arguments[0]));
      Loaded strict = loaders.strict("libuses.so");
      Loaded lax = loaders.lax("libusel.so");
      Path file = loaders.folder().resolve("libfile.so");
      say("strict " + call(strict, "call_through", arguments[1], file));
      say("lax " + call(lax, "call_through", arguments[2], file));
      say("both " + call(lax, "call_through", arguments[1], file));
    }
  }

  @Test
  void whatALibraryLoadsIsJudgedAsTheLibraryIs() {
    library("libnexts.so");
    library("libnextl.so");

    assertThat(run(Chain.class, folder.resolve("libnexts.so"), folder.resolve("libnextl.so")))
        .containsExactly("strict 0", "lax 1", "both 0");
  }

  /** A library loads the file while it is loaded itself. */
  static final class Constructors {
    public static void main(String[] arguments) throws Exception {
      Loaders loaders = Loaders.of(Path.of(arguments[0]));
      Loaded lax = loaders.lax("libusel.so");
      Loaded strict = loaders.strict("libuses.so");
      loaders.lax("libusel2.so");
      loaders.strict("libuses2.so");
      call(lax, "call_opens", arguments[1]);
      call(strict, "call_opens", arguments[2]);
    }
  }

  @Test
  void aConstructorOfALibraryIsJudgedAsTheLibraryIs() {
    for (String name : List.of("libl2.so", "libs2.so", "libl3.so", "libs3.so")) {
      library(name, constructor(name));
    }
    user("libusel2.so", "libl2.so");
    user("libuses2.so", "libs2.so");

    assertThat(run(Constructors.class, folder.resolve("libl3.so"), folder.resolve("libs3.so")))
        .containsExactly("libl2.so 1", "libs2.so 0", "libl3.so 1", "libs3.so 0");
  }

  /** Compiles a constructor into a library. */
  private String constructor(String name) {
    return compiler
        .other(
            "constructor-" + name + ".o",
            """
            #include <unistd.h>
            int opens(const char *);
            __attribute__((constructor)) static void begin(void) {
              if (write(1, opens("%s") ? "%s 1\\n" : "%s 0\\n", %d) < 0) _exit(9);
            }
            """
                .formatted(folder.resolve("libfile.so"), name, name, name.length() + 3),
            "-c",
            "-fPIC")
        .toString();
  }

  /** The strict one can load no class any more, or has gone. */
  static final class Closed {
    public static void main(String[] arguments) throws Exception {
      Loaders loaders = Loaders.of(Path.of(arguments[0]));
      Loaded strict = loaders.strict("libuses.so");
      Loaded lax = loaders.lax("libusel.so");
      if (Boolean.parseBoolean(arguments[1])) {
        loaders.strict().close();
      } else {
        loaders.strict().end();
      }
      say("strict " + loaders.opens(strict) + call(strict, "call_opens", "libnone.so"));
      say("lax " + loaders.opens(lax) + call(lax, "call_opens", "libnone.so"));
      loaders.lax().end();
      say("strict " + loaders.opens(strict) + call(strict, "call_opens", "libnone.so"));
      say("lax " + loaders.opens(lax) + call(lax, "call_finds", "getpid"));
    }
  }

  @Test
  void whoCanLoadNoClassStillJudges() {
    assertThat(run(Closed.class, true))
        .containsExactly("strict 00", "lax 10", "strict 00", "lax 01");
  }

  @Test
  void whatIsOfALoaderThatHasEndedIsJudgedByThoseThatRestrict() {
    assertThat(run(Closed.class, false))
        .containsExactly("strict 10", "lax 10", "strict 00", "lax 00");
  }

  /** A loader is followed by one with another policy, or with none, beside a lax one. */
  static final class Followed {
    public static void main(String[] arguments) throws Exception {
      Loaders loaders = Loaders.of(Path.of(arguments[0]));
      loaders.strict().follow("place");
      Loaded strict = loaders.strict("libuses.so");
      loaders.lax("libusel.so");
      say("before " + loaders.opens(strict));
      LoaderCopy next = new LoaderCopy();
      KEPT.add(next);
      if (!"none".equals(arguments[1])) {
        next.restrict("next", name -> name.endsWith(arguments[1]));
      }
      loaders.open(next, "strict", "libuses.so", FUNCTIONS);
      next.follow("place");
      say("after " + loaders.opens(strict));
    }
  }

  @ParameterizedTest
  @CsvSource({"none, 1", "/libother.so, 1", "/libfile.so, 0"})
  void whoFollowsALoaderHasItsLibrariesUnderTheOwnPolicy(String refused, int opens) {
    assertThat(run(Followed.class, refused)).containsExactly("before 0", "after " + opens);
  }

  /** Beside a loader under a policy, which ends, is one that has none, and can load no class. */
  static final class WithoutPolicy {
    public static void main(String[] arguments) throws Exception {
      Loaders loaders = Loaders.of(Path.of(arguments[0]));
      LoaderCopy free = new LoaderCopy();
      KEPT.add(free);
      Loaded strict = loaders.strict("libuses.so");
      Loaded image = loaders.open(free, "free", "libfree.so", "opens");
      free.close();
      Path file = loaders.folder().resolve("libfile.so");
      say("strict " + loaders.opens(strict) + " free " + call(image, "opens", file));
      loaders.strict().end();
      loaders.lax().end();
      say("strict " + loaders.opens(strict) + " free " + call(image, "opens", file));
    }
  }

  @Test
  void aLoaderWithoutAPolicyLetsNothingPassThatWasUnderOne() {
    assertThat(run(WithoutPolicy.class)).containsExactly("strict 0 free 1", "strict 0 free 1");
  }

  /** What is loaded of the classes while calls are decided. */
  static final class Classes {
    public static void main(String[] arguments) throws Exception {
      Loaders loaders = Loaders.of(Path.of(arguments[0]));
      Loaded strict = loaders.strict("libuses.so");
      Set<String> before = loaders.strict().loaded();
      if (Boolean.parseBoolean(arguments[2])) {
        loaders.strict().close();
      }
      List<Integer> outcomes =
          List.of(
              loaders.opens(strict),
              call(strict, "call_opens", "libnone.so"),
              call(strict, "call_opens", "/none/libnone.so"),
              call(strict, "call_opens", "libm.so.6"),
              call(strict, "call_opens", arguments[1]),
              call(strict, "call_hands_over", arguments[1]),
              call(strict, "call_finds", "getppid"),
              call(strict, "call_finds", "dlopen"),
              call(strict, "call_finds_version", "getpid"));
      Set<String> since = new TreeSet<>(loaders.strict().loaded());
      since.removeAll(before);
      say(outcomes);
      say(since);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDecisionLoadsNoClass(boolean closed) {
    library("libnext.so");

    assertThat(run(Classes.class, folder.resolve("libnext.so"), closed))
        .containsExactly("[0, 0, 0, 1, 1, 1, 0, 0, 1]", "[]");
  }
}
