package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A plugin and the libraries that are loaded for it form one scope, in which the plugin's
 * definitions come first: what holds for dlopen holds for Alfheim.
 */
@Timeout(60)
class InterpositionTest {
  @TempDir Path folder;

  /** The two ways to open a plugin, each with a folder of its own for plugin and library. */
  private enum Way {
    DLOPEN,
    ALFHEIM;

    Loaded open(Path file) {
      return this == DLOPEN ? Loaded.byDlopen(file) : Loaded.byAlfheim(file);
    }
  }

  private Compiler compiler;
  private String tag;

  @BeforeEach
  void nameLibrariesAsNoOtherTestDoes() {
    tag = String.valueOf(folder.getFileName()).replaceAll("[^a-zA-Z0-9]", "");
  }

  private interface Check {
    void of(Way way);
  }

  private void inBothWays(Check check) {
    for (Way way : Way.values()) {
      try {
        compiler = new Compiler(Files.createDirectories(folder.resolve(way.name())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      check.of(way);
    }
  }

  /** A library that the process has not seen under this name. */
  private Path library(Way way, String source, String... options) {
    String name = "libneeded-" + tag + way + ".so";
    List<String> all = new ArrayList<>(List.of("-Wl,-soname," + name));
    all.addAll(List.of(options));
    return compiler.c(name, source, all.toArray(String[]::new));
  }

  private Loaded plugin(Way way, Path library, String source, String... options) {
    List<String> all =
        new ArrayList<>(List.of("-Wl,--no-as-needed", library.toString(), "-Wl,-rpath,$ORIGIN"));
    all.addAll(List.of(options));
    return way.open(compiler.c("plugin.so", source, all.toArray(String[]::new)));
  }

  @Test
  void aLibraryIsBoundToWhatThePluginDefines() {
    inBothWays(way -> {
      Path library =
          library(
              way,
              """
              int which = 1;
              int number(void) { return 1; }
              int (*pointer)(void) = number;
              int ask(void) { return 100 * which + 10 * number() + pointer(); }
              """);
      Loaded plugin =
          plugin(
              way,
              library,
              """
              int which = 2;
              int number(void) { return 2; }
              int ask(void);
              int F(void) { return ask(); }
              """);

      assertThat(plugin.call("F")).as("%s", way).isEqualTo(222);
    });
  }

  @Test
  void thePluginIsInPlaceWhenALibrarysConstructorsRun() {
    inBothWays(way -> {
      Path library =
          library(
              way,
              """
              int value = 1;
              int number(void) { return 1; }
              static int seen;
              __attribute__((constructor)) static void begin(void) { seen = number(); value++; }
              int ask(void) { return seen; }
              """);
      Loaded plugin =
          plugin(
              way,
              library,
              """
              #include <stdlib.h>
              int value = 40;
              static int *indirect = &value;
              static char text[] = "2";
              static char zero[5000];
              int number(void) { return *indirect + atoi(text) + zero[4999]; }
              int ask(void);
              int F(void) { return ask(); }
              """);

      assertThat(plugin.call("F")).as("%s", way).isEqualTo(42);
      assertThat(plugin.intAt("value")).as("%s", way).isEqualTo(41);
    });
  }

  @Test
  void aLibraryThatNeedsThePluginGetsThisOne() {
    inBothWays(way -> {
      String soname = "libplugin-" + tag + way + ".so";
      compiler.c("stub.so", "int state;", "-Wl,-soname," + soname);
      Path stub = folder.resolve(way.name()).resolve("stub.so");
      Path library =
          library(
              way,
              """
              extern int state;
              __attribute__((constructor)) static void begin(void) { state += 5; }
              int *where(void) { return &state; }
              """,
              "-Wl,--no-as-needed",
              stub.toString());
      Loaded plugin =
          plugin(
              way,
              library,
              """
              int state = 2;
              int *where(void);
              int F(void) { return where() == &state ? state : -1; }
              """,
              "-Wl,-soname," + soname,
              "-Wl,--unresolved-symbols=ignore-in-shared-libs");

      assertThat(plugin.call("F")).as("%s", way).isEqualTo(7);
    });
  }

  @Test
  void aLibraryThatNeedsThePluginByItsFileNameGetsThisOne() {
    inBothWays(way -> {
      String file = "libfile-" + tag + way + ".so";
      Path stub = compiler.c(file, "int state; int F(void) { return 0; }");
      Path library =
          library(
              way,
              "extern int state; int *where(void) { return &state; }",
              "-Wl,-rpath,$ORIGIN",
              "-L" + stub.getParent(),
              "-l:" + file);
      Path plugin =
          compiler.c(
              file,
              "int state = 7; int *where(void); int F(void) { return where() == &state ? state : -1; }",
              library.toString(),
              "-Wl,-rpath,$ORIGIN");

      assertThat(way.open(plugin).call("F")).as("%s", way).isEqualTo(7);
    });
  }

  @Test
  void ofUniqueSymbolsThePluginsCountToo() {
    inBothWays(way -> {
      String unique =
          """
          template <class T> struct Unique { static int value; };
          template <class T> int Unique<T>::value = %d;
          struct Tag%s;
          extern "C" int *%s(void) { return &Unique<Tag%s>::value; }
          """;
      String tagged = tag + way;
      String name = "libunique-" + tagged + ".so";
      Path library =
          compiler.cpp(name, unique.formatted(1, tagged, "theirs", tagged), "-Wl,-soname," + name);
      assertThat(Elf.of(library).readelf("-D", "-s")).contains("UNIQUE");
      Path plugin =
          compiler.cpp(
              "unique.so",
              unique.formatted(2, tagged, "ours", tagged)
                  + """
                  extern "C" int *theirs(void);
                  extern "C" int F(void) { return ours() == theirs() ? *ours() : -1; }
                  """,
              library.toString(),
              "-Wl,-rpath,$ORIGIN");

      assertThat(way.open(plugin).call("F")).as("%s", way).isEqualTo(2);
    });
  }

  @Test
  void aLibraryIsBoundToAnIndirectFunctionOfThePlugin() {
    inBothWays(way -> {
      Path library =
          library(
              way,
              """
              int number(void);
              int (*pointer)(void) = number;
              int early;
              __attribute__((constructor)) static void c(void) { early = number(); }
              int ask(void) { return 100 * early + 10 * number() + pointer(); }
              void *address(void) { return pointer; }
              """);
      Loaded plugin =
          plugin(
              way,
              library,
              """
              static int seven(void) { return 7; }
              static int (*choose(void))(void) { return seven; }
              int number(void) __attribute__((ifunc("choose")));
              int ask(void);
              void *address(void);
              int F(void) { return ask(); }
              int same(void) { return address() == (void *) seven && address() == (void *) number; }
              """);

      assertThat(plugin.call("F")).as("%s", way).isEqualTo(777);
      assertThat(plugin.call("same")).as("%s", way).isEqualTo(1);
    });
  }

  @Test
  void aDefinitionOfTheProcessComesBeforeAnIndirectFunctionOfThePlugin() {
    inBothWays(way -> {
      Loaded plugin =
          way.open(
              compiler.c(
                  "before.so",
                  """
                  static int seven(int i) { return 7; }
                  static void *choose(void) { return seven; }
                  int abs(int) __attribute__((ifunc("choose")));
                  int own(int) __attribute__((ifunc("choose")));
                  static int (*pointer)(int) = abs;
                  int F(void) { return 100 * abs(-3) + 10 * pointer(-3) + own(-3); }
                  """,
                  "-fno-builtin",
                  "-w"));

      assertThat(plugin.call("F")).as("%s", way).isEqualTo(337);
    });
  }

  @Test
  void aLibraryIsBoundToAPluginThatHasIndirectFunctionsBesideOthers() {
    inBothWays(way -> {
      Path library =
          library(way, "int plain(void) { return 1; } int ask(void) { return plain(); }");
      Loaded plugin =
          plugin(
              way,
              library,
              """
              static int seven(void) { return 7; }
              static int (*choose(void))(void) { return seven; }
              int number(void) __attribute__((ifunc("choose")));
              int plain(void) { return 2; }
              int ask(void);
              int F(void) { return 10 * number() + ask(); }
              """);

      assertThat(plugin.call("F")).as("%s", way).isEqualTo(72);
    });
  }

  @Test
  void aLibraryThatNeedsThePluginTooIsBoundToItsIndirectFunctions() {
    inBothWays(way -> {
      String name = "libplugin-" + tag + way + ".so";
      Path first = compiler.c(name, "int number(void) { return 0; }", "-Wl,-soname," + name);
      Path library =
          library(
              way,
              "int number(void); int ask(void) { return number(); }",
              first.toString(),
              "-Wl,-rpath,$ORIGIN");
      Path plugin =
          compiler.c(
              name,
              """
              static int seven(void) { return 7; }
              static int (*choose(void))(void) { return seven; }
              int number(void) __attribute__((ifunc("choose")));
              int ask(void);
              int F(void) { return ask(); }
              """,
              "-Wl,-soname," + name,
              library.toString(),
              "-Wl,-rpath,$ORIGIN");

      assertThat(way.open(plugin).call("F")).as("%s", way).isEqualTo(7);
    });
  }

  @Test
  void severalLibrariesAreBoundToIndirectFunctionsOfSeveralVersions() {
    inBothWays(way -> {
      String second = "libsecond-" + tag + way + ".so";
      Path other =
          compiler.c(
              second,
              "int number(void); int other(void); int both(void) { return number() + other(); }",
              "-Wl,-soname," + second);
      Path library = library(way, "int number(void); int ask(void) { return number(); }");
      Loaded plugin =
          plugin(
              way,
              library,
              """
              static int one(void) { return 1; }
              static int two(void) { return 2; }
              static int twenty(void) { return 20; }
              static void *choose_one(void) { return one; }
              static void *choose_two(void) { return two; }
              static void *choose_twenty(void) { return twenty; }
              int old(void) __attribute__((ifunc("choose_one")));
              int new(void) __attribute__((ifunc("choose_two")));
              int other(void) __attribute__((ifunc("choose_twenty")));
              __asm__(".symver old, number@V1");
              __asm__(".symver new, number@@V2");
              int ask(void);
              int both(void);
              int F(void) { return 100 * ask() + both(); }
              """,
              other.toString(),
              compiler.versions(
                  "map", "V1 { global: number; }; V2 { global: number; F; other; } V1;"));

      assertThat(plugin.call("F")).as("%s", way).isIn(222, 121);
    });
  }

  @Test
  void anIndirectFunctionOfThePluginDoesNotTrapALibraryThatHasOneOfThatName() {
    Way way = Way.ALFHEIM;
    compiler = new Compiler(folder);
    Path library =
        library(way, "int number(void) { return 1; } int ask(void) { return number(); }");
    Loaded plugin =
        plugin(
            way,
            library,
            """
            static int seven(void) { return 7; }
            static int (*chosen)(void) = seven;
            static int (*choose(void))(void) { return chosen; }
            int number(void) __attribute__((ifunc("choose")));
            int ask(void);
            int F(void) { return 10 * number() + ask(); }
            """);

    assertThat(plugin.call("F")).isIn(71, 77);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Wl,-F,", "-Wl,-f,"})
  void whatAFilterFiltersComesBeforeItself(String option) {
    inBothWays(way -> {
      String name = "libfiltered-" + tag + way + option.charAt(5) + ".so";
      Path filtered = compiler.c(name, "int both(void) { return 2; }", "-Wl,-soname," + name);
      Path plugin =
          compiler.c(
              "filter.so",
              """
              int both(void) { return 1; }
              int only(void) { return 10; }
              int F(void) { return both() + only(); }
              """,
              option + "$ORIGIN/" + name);
      assertThat(filtered).exists();
      Loaded opened = way.open(plugin);

      assertThat(opened.call("F")).as("%s", way).isEqualTo(12);
      assertThat(opened.call("both")).as("%s", way).isEqualTo(2);
      assertThat(opened.call("only")).as("%s", way).isEqualTo(10);
    });
  }

  @Test
  void theOriginIsTheFolderOfThePathThatIsAskedFor() {
    inBothWays(way -> {
      Path link;
      try {
        Path library = library(way, "int number(void) { return 5; }");
        Path plugin =
            compiler.c(
                "origin.so",
                "int number(void); int F(void) { return number(); }",
                library.toString(),
                "-Wl,-rpath,$ORIGIN");
        Path real = Files.createDirectories(folder.resolve(way + "-real"));
        link =
            Files.createSymbolicLink(
                library.resolveSibling("link.so"), Files.move(plugin, real.resolve("origin.so")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }

      assertThat(way.open(link).call("F")).as("%s", way).isEqualTo(5);
    });
  }
}
