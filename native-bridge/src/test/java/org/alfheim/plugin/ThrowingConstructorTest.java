package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A constructor that throws fails its plugin, and not the process. */
@Timeout(120)
class ThrowingConstructorTest {
  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  private static InitializationException failure(Path file) {
    return catchThrowableOfType(InitializationException.class, () -> Loader.open(file));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "std::runtime_error(\"no licence\")|std::runtime_error: no licence",
        "std::out_of_range(\"too far\")|std::out_of_range: too far",
        "std::bad_alloc()|std::bad_alloc: std::bad_alloc",
        "plugin::Own()|plugin::Own: my own",
        "plugin::Second()|plugin::Second: the second base",
        "plugin::Other()|plugin::Other",
        "42|int",
        "\"text\"|char const*",
      })
  void theExceptionIsTheReason(String thrown, String description) {
    Path file =
        compiler.cpp(
            "throws.so",
            """
            #include <new>
            #include <stdexcept>
            namespace plugin {
              struct Own : std::exception { const char *what() const noexcept override { return "my own"; } };
              struct Other { int number = 5; };
              struct Base { virtual ~Base() {} long filler = 7; };
              struct Second : Base, std::exception { const char *what() const noexcept override { return "the second base"; } };
            }
            __attribute__((noinline)) static void inner() { throw %s; }
            struct Object { Object() { inner(); } };
            static Object object;
            """
                .formatted(thrown));

    InitializationException failure = failure(file);

    assertThat(failure)
        .hasMessage(
            file
                + ": initialisation failed after constructors had begun to run: a constructor threw "
                + description);
    assertThat(failure(file)).hasMessage(failure.getMessage() + " (previous failure)");
  }

  @Test
  void theObjectsOnTheWayAreDestroyedAndTheConstructorsAfterItDoNotRun() {
    Path marks = compiler.c("libmarks.so", "int unwound, second;", "-Wl,-soname,libmarks.so");
    Path file =
        compiler.cpp(
            "unwinds.so",
            """
            #include <stdexcept>
            extern "C" int unwound, second;
            struct Guard { ~Guard() { unwound++; } };
            static void inner() { Guard guard; throw std::logic_error("on the way"); }
            __attribute__((constructor(201))) static void first() { inner(); }
            __attribute__((constructor(202))) static void next() { second++; }
            """,
            "-L" + folder,
            "-lmarks",
            "-Wl,-rpath,$ORIGIN");
    Loaded marked = Loaded.byAlfheim(marks);

    assertThat(failure(file)).hasMessageContaining("std::logic_error: on the way");
    assertThat(marked.intAt("unwound")).isEqualTo(1);
    assertThat(marked.intAt("second")).isZero();
  }

  @Test
  void aConstructorMayCatchWhatItThrows() {
    Path file =
        compiler.cpp(
            "catches.so",
            """
            static int caught;
            static struct Object { Object() { try { throw 5; } catch (int n) { caught = n; } } } object;
            extern "C" int number() { return caught; }
            """);

    assertThat(Loaded.byAlfheim(file).call("number")).isEqualTo(5);
  }

  /** Opens each file and prints what came of it. */
  static final class EachInTurn {
    public static void main(String[] files) {
      for (String file : files) {
        try {
          System.out.println("opened " + Loader.open(Path.of(file)).name());
        } catch (PluginException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  private static final String QUIET =
      "static int ready; __attribute__((constructor)) static void construct(void) { ready = 1; }";

  private static final String THROWS =
      "static struct Object { Object() { throw 42; } } object; extern \"C\" int number() { return 1; }";

  @Test
  void theWayToCatchIsFoundWhenAnUnwinderComesAfterPluginsWithoutOne() {
    Path first = compiler.c("first.so", QUIET);
    Path second = compiler.c("second.so", QUIET);
    Path throwing = compiler.cpp("throwing.so", THROWS);

    assertThat(ChildJvm.of(EachInTurn.class).run(first, second, throwing).lines())
        .startsWith("opened first.so", "opened second.so")
        .last()
        .asString()
        .contains("a constructor threw int");
  }

  @Test
  void anUnwinderThatAPluginHasMadeVisibleToAllIsFoundToo() {
    Path first = compiler.c("first.so", QUIET);
    Path loading =
        compiler.c(
            "loading.so",
            """
            #include <dlfcn.h>
            __attribute__((constructor)) static void construct(void) {
              dlopen("libstdc++.so.6", RTLD_NOW | RTLD_GLOBAL);
            }
            """);
    /* Linked with nothing: what it needs is found because all objects see it. */
    Path throwing = compiler.cpp("throwing.so", THROWS, "-nostdlib");

    assertThat(ChildJvm.of(EachInTurn.class).run(first, loading, throwing).lines())
        .startsWith("opened first.so", "opened loading.so")
        .last()
        .asString()
        .contains("a constructor threw int");
  }

  /** An image in memory is not looked for among what ld.so has. */
  @Test
  void anUnwinderThatSomebodyElseHasLoadedIsFoundForAnImageInMemory() {
    Path first = compiler.c("first.so", QUIET);
    Path throwing = compiler.cpp("throwing.so", THROWS);

    assertThat(ChildJvm.of(LoadedMeanwhile.class).run(first, throwing).output())
        .contains("a constructor threw int");
  }

  /** Opens one, has the C library load what another one needs, and opens that from memory. */
  static final class LoadedMeanwhile {
    public static void main(String[] files) throws IOException {
      Loader.open(Path.of(files[0]));
      Loaded.byDlopen(Path.of("/usr/lib/x86_64-linux-gnu/libstdc++.so.6"));
      try {
        Loader.open("throwing.so", Files.readAllBytes(Path.of(files[1])));
      } catch (PluginException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
