package org.alfheim.internal.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * An image stays in the process and calls dlopen for ever; the classes of the loader that opened it
 * come and go.
 */
@Timeout(120)
class NestedLoadingAcrossLoadersTest {
  private static final String OPENS =
      """
      #include <dlfcn.h>
      #include <stddef.h>
      #include <string.h>
      static char *reason;
      static void *load(const char *name) {
        void *handle = dlopen(name, RTLD_NOW);
        reason = handle ? NULL : strdup(dlerror());
        return handle;
      }
      int loads(const char *name) { return load(name) != NULL; }
      int answer_of(const char *name) {
        void *handle = load(name);
        int (*answer)(void) = handle ? (int (*)(void)) dlsym(handle, "answer") : NULL;
        return answer ? answer() : -1;
      }
      const char *error(void) { return reason; }
      """;
  private static final String[] FUNCTIONS = {"loads", "answer_of", "error"};

  /** Those copies that are not to be collected. */
  private static final List<LoaderCopy> KEPT = new ArrayList<>();

  @TempDir Path folder;

  private Path opens;
  private Path other;
  private Path file;

  @BeforeEach
  void compile() {
    Compiler compiler = new Compiler(folder);
    opens = compiler.c("libopens.so", OPENS, "-Wl,-soname,libopens.so.1");
    other =
        compiler.c("libother.so", "int answer(void) { return 42; }", "-Wl,-soname,libother.so.1");
    file = compiler.c("libfile.so", "int answer(void) { return 43; }");
  }

  private List<String> run(Class<?> program, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(opens, other, file));
    all.addAll(List.of(arguments));
    ChildJvm.Outcome outcome = ChildJvm.of(program).run(all.toArray());
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.lines();
  }

  private static int call(Loaded image, String function, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return image.call(function, arena.allocateFrom(name).address());
    }
  }

  private static void say(Object line) {
    System.out.println(line);
  }

  /** Copies in turn, each of which opens an image of its own, and one that all have. */
  static final class InTurn {
    private static final int COPIES = 20;

    public static void main(String[] arguments) throws Exception {
      byte[] opens = Files.readAllBytes(Path.of(arguments[0]));
      boolean restricted = Boolean.parseBoolean(arguments[3]);
      List<WeakReference<ClassLoader>> copies = new ArrayList<>();
      Loaded image = null;
      int loaded = 0;
      for (int i = 0; i < COPIES; i++) {
        LoaderCopy copy = new LoaderCopy();
        copy.follow("the place of all");
        if (restricted) {
          copy.restrict("policy", _ -> false);
        }
        image = copy.open("all!/libopens.so", opens, FUNCTIONS);
        Loaded own = copy.open(i + "!/libopens.so", opens, FUNCTIONS);
        for (int call = 0; call < 50; call++) {
          loaded += call(image, "loads", "libm.so.6") + call(own, "loads", "libopens.so.1");
        }
        copies.add(copy.classes());
      }
      say("loaded " + loaded);
      long end = System.nanoTime() + 50_000_000_000L;
      long left;
      do {
        System.gc();
        left = copies.stream().filter(copy -> !copy.refersTo(null)).count();
      } while (left > 0 && System.nanoTime() < end);
      say("left " + left);
      say("loads " + call(image, "loads", arguments[2]));
      say(image.callString("error"));
      LoaderCopy next = new LoaderCopy();
      next.open("all!/libopens.so", opens, FUNCTIONS);
      next.open("a!/libother.so", Files.readAllBytes(Path.of(arguments[1])));
      say("answer " + call(image, "answer_of", "libother.so.1"));
      say("answer " + call(image, "answer_of", arguments[2]));
    }
  }

  @Test
  void withoutAPolicyNoLoaderStaysAndWhatNobodyDecidesIsLoaded() {
    assertThat(run(InTurn.class, false))
        .containsExactly("loaded 2000", "left 0", "loads 1", "null", "answer 42", "answer 43");
  }

  @Test
  void underAPolicyNoLoaderStaysAndWhatNobodyDecidesIsRefused() {
    List<String> lines = run(InTurn.class, true);

    assertThat(lines).hasSize(6);
    assertThat(lines.subList(0, 3)).containsExactly("loaded 2000", "left 0", "loads 0");
    assertThat(lines.get(3)).contains("/dev/null/refused, since nobody can be asked any more");
    assertThat(lines.subList(4, 6)).containsExactly("answer 42", "answer 43");
  }

  /** One copy opens an image, the next finds it open, and both are there, or one has followed. */
  static final class Adopted {
    public static void main(String[] arguments) throws Exception {
      byte[] opens = Files.readAllBytes(Path.of(arguments[0]));
      boolean stricter = Boolean.parseBoolean(arguments[3]);
      boolean follows = Boolean.parseBoolean(arguments[4]);
      LoaderCopy first = new LoaderCopy();
      KEPT.add(first);
      first.follow("first");
      first.restrict("old", name -> !stricter && name.endsWith("libfile.so"));
      Loaded image = first.open("all!/libopens.so", opens, FUNCTIONS);
      Loaded ofFirst = first.open("first!/libopens.so", opens, FUNCTIONS);

      LoaderCopy second = new LoaderCopy();
      KEPT.add(second);
      second.restrict("new", name -> stricter && name.endsWith("libfile.so"));
      second.open("all!/libopens.so", opens, FUNCTIONS);
      second.open("a!/libother.so", Files.readAllBytes(Path.of(arguments[1])));
      second.follow(follows ? "first" : "second");

      say("finds " + call(image, "answer_of", "libother.so.1"));
      say("loads " + call(image, "answer_of", arguments[2]));
      String error = image.callString("error");
      say(error == null ? error : error.replaceAll(".*(refused by the policy \\w+).*", "$1"));
      say("itself " + call(ofFirst, "loads", "libopens.so.1"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, loads -1, refused by the policy old",
    "true,  false, loads -1, refused by the policy new",
    "true,  true,  loads -1, refused by the policy new",
    "false, true,  loads 43, null"
  })
  void anImageThatTwoLoadersHaveFindsTheImagesOfBothAndLoadsWhatBothAllow(
      boolean stricter, boolean follows, String loads, String error) {
    assertThat(run(Adopted.class, stricter, follows))
        .containsExactly("finds 42", loads, error, follows ? "itself 0" : "itself 1");
  }

  /** Beside a loader under a policy comes one that has none. */
  static final class Beside {
    public static void main(String[] arguments) throws Exception {
      byte[] opens = Files.readAllBytes(Path.of(arguments[0]));
      LoaderCopy first = new LoaderCopy();
      KEPT.add(first);
      first.restrict("first", name -> name.endsWith("libfile.so"));
      Loaded image = first.open("first!/libopens.so", opens, FUNCTIONS);
      LoaderCopy second = new LoaderCopy();
      KEPT.add(second);
      Loaded free = second.open("second!/libopens.so", opens, FUNCTIONS);

      say("refused " + call(image, "loads", arguments[2]));
      say(image.callString("error").contains("refused by the policy first"));
      say("free " + call(free, "answer_of", arguments[2]));
    }
  }

  @Test
  void anImageThatOnlyTheOlderLoaderHasStaysUnderItsPolicy() {
    assertThat(run(Beside.class)).containsExactly("refused 0", "true", "free 43");
  }

  /** Nobody is there when the process ends. */
  static final class AtTheEnd {
    public static void main(String[] arguments) throws Exception {
      WeakReference<ClassLoader> classes = open(arguments);
      long end = System.nanoTime() + 50_000_000_000L;
      while (!classes.refersTo(null) && System.nanoTime() < end) {
        System.gc();
      }
      say("gone " + classes.refersTo(null));
    }

    private static WeakReference<ClassLoader> open(String[] arguments) throws Exception {
      LoaderCopy copy = new LoaderCopy();
      if (Boolean.parseBoolean(arguments[3])) {
        copy.restrict("policy", _ -> false);
      }
      copy.open("end!/libend.so", Files.readAllBytes(Path.of(arguments[4])));
      return copy.classes();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whenTheProcessEndsItIsAsUnderTheLoaderThatHasGone(boolean restricted) {
    Path ends =
        new Compiler(folder)
            .c(
                "libend.so",
                """
                #include <dlfcn.h>
                #include <unistd.h>
                __attribute__((destructor)) static void end(void) {
                  if (write(1, dlopen("%s", RTLD_NOW) ? "loaded\\n" : "refused\\n", 7) < 0) _exit(9);
                }
                """
                    .formatted(file));

    assertThat(run(AtTheEnd.class, restricted, ends))
        .containsExactly("gone true", restricted ? "refused" : "loaded");
  }
}
