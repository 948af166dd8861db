package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

/** Constructors: which run, in which order, with what. */
@Timeout(60)
class InitializationTest {
  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @Test
  void initRunsFirstThenTheArrayInTheOrderOfPriorities() {
    Path file =
        compiler.cpp(
            "order.so",
            """
            static long trace;
            static void note(int n) { trace = trace * 10 + n; }
            extern "C" void initialize() { note(1); }
            __attribute__((constructor)) static void plain() { note(4); }
            __attribute__((constructor(201))) static void late() { note(3); }
            __attribute__((constructor(101))) static void early() { note(2); }
            struct Object { Object(int n) { note(n); } };
            static Object object(5);
            extern "C" long order() { return trace; }
            """,
            "-Wl,-init,initialize");
    assertThat(Elf.of(file).readelf("-d")).contains("(INIT)");
    Loaded expected = Loaded.byDlopen(file);

    assertThat(Loaded.byAlfheim(Elf.of(file).patched("order2.so", bytes -> {})).callLong("order"))
        .isEqualTo(expected.callLong("order"))
        .isEqualTo(12345);
  }

  @Test
  void initWithoutAnArrayRuns() {
    Path file =
        compiler.c(
            "init.so",
            "int done; void initialize(void) { done = 6; } int get(void) { return done; }",
            "-nostdlib",
            "-Wl,-init,initialize");
    assertThat(Elf.of(file).readelf("-d")).contains("(INIT)").doesNotContain("INIT_ARRAY");

    assertThat(Loaded.byAlfheim(file).call("get")).isEqualTo(6);
  }

  @Test
  void constructorsGetTheArgumentsAndTheEnvironmentOfTheProcess() throws IOException {
    Path file =
        compiler.c(
            "arguments.so",
            """
            #include <string.h>
            #include <stdlib.h>
            #include <elf.h>
            static int count;
            static char **arguments, **environment;
            __attribute__((constructor)) static void keep(int argc, char **argv, char **envp) {
              count = argc; arguments = argv; environment = envp;
            }
            int argument_count(void) { return count; }
            const char *argument(int i) { return arguments[i]; }
            const char *variable(int i) { return environment[i]; }
            long auxiliary(long type) {
              char **end = environment;
              while (*end) end++;
              for (Elf64_auxv_t *entry = (Elf64_auxv_t *) (end + 1); entry->a_type; entry++)
                if (entry->a_type == type) return entry->a_un.a_val;
              return -1;
            }
            long contiguous(void) { return environment - arguments; }
            """);
    Loaded plugin = Loaded.byAlfheim(file);
    String[] commandLine =
        Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8).split("\0", -1);
    int count = commandLine.length - 1;

    assertThat(plugin.call("argument_count")).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      assertThat(plugin.callString("argument", i)).isEqualTo(commandLine[i]);
    }
    assertThat(plugin.callString("argument", count)).isNull();
    assertThat(plugin.callLong("contiguous")).isEqualTo(count + 1);
    int variables = 0;
    while (plugin.callString("variable", variables) != null) {
      String variable = plugin.callString("variable", variables++);
      String name = variable.substring(0, variable.indexOf('='));
      assertThat(variable).isEqualTo(name + "=" + System.getenv(name));
    }
    assertThat(variables).isEqualTo(System.getenv().size());
    assertThat(plugin.callLong("auxiliary", 6)).as("AT_PAGESZ").isEqualTo(4096);
    assertThat(plugin.callLong("auxiliary", 11))
        .as("AT_UID")
        .isEqualTo(Long.parseLong(Compiler.run(List.of("id", "-ru")).strip()));
    assertThat(Loaded.string(plugin.callLong("auxiliary", 31)))
        .as("AT_EXECFN")
        .isEqualTo(executable());
  }

  private static String executable() throws IOException {
    byte[] auxv = Files.readAllBytes(Path.of("/proc/self/auxv"));
    ByteBuffer words = ByteBuffer.wrap(auxv).order(ByteOrder.LITTLE_ENDIAN);
    while (words.hasRemaining()) {
      long type = words.getLong();
      long value = words.getLong();
      if (type == 31) {
        return Loaded.string(value);
      }
    }
    throw new AssertionError("no AT_EXECFN");
  }

  @Test
  void theEnvironmentIsTheOneThatGetenvSees() {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.c(
                "environment.so",
                """
                #include <stdlib.h>
                extern char **environ;
                static int same;
                static const char *path;
                __attribute__((constructor)) static void look(int argc, char **argv, char **envp) {
                  path = getenv("PATH");
                  for (int i = 0; environ[i] || envp[i]; i++) if (environ[i] != envp[i]) return;
                  same = 1;
                }
                int is_same(void) { return same; }
                const char *get(void) { return path; }
                """));

    assertThat(plugin.call("is_same")).isEqualTo(1);
    assertThat(plugin.callString("get")).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void theCLibraryWorksInConstructors() {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.cpp(
                "early.so",
                """
                #include <string>
                #include <map>
                #include <thread>
                #include <clocale>
                static std::map<std::string, int> map = {{"one", 1}, {"two", 2}};
                static int from_thread = [] { int n = 0; std::thread([&] { n = 3; }).join(); return n; }();
                extern "C" int sum() { return map["one"] + map["two"] + from_thread; }
                """,
                "-pthread"));

    assertThat(plugin.call("sum")).isEqualTo(6);
  }

  /** Libraries beside each other, of which each notes the run of its constructor. */
  private Path family(String prefix) {
    String log = "lib" + prefix + "-log.so";
    compiler.c(
        log,
        "static long trace; void note(int n) { trace = trace * 10 + n; } long order(void) { return trace; }",
        "-Wl,-soname," + log);
    List<List<String>> members =
        List.of(
            List.of("a", "1"),
            List.of("b", "2", "a"),
            List.of("c", "3", "a"),
            List.of("d", "4", "c", "b"));
    for (List<String> member : members) {
      String name = "lib" + prefix + "-" + member.getFirst() + ".so";
      List<String> arguments = new ArrayList<>();
      arguments.add("-Wl,--no-as-needed,-rpath,$ORIGIN,-soname," + name);
      for (String needed : member.subList(2, member.size())) {
        arguments.add(folder + "/lib" + prefix + "-" + needed + ".so");
      }
      arguments.add(folder + "/" + log);
      compiler.c(
          name,
          "void note(int); __attribute__((constructor)) static void c(void) { note(N); }"
              .replace("N", member.get(1)),
          arguments.toArray(String[]::new));
    }
    return compiler.c(
        prefix + ".so",
        """
        void note(int); long order(void);
        __attribute__((constructor)) static void c(void) { note(5); }
        long read_order(void) { return order(); }
        """,
        "-Wl,--no-as-needed",
        folder + "/lib" + prefix + "-b.so",
        folder + "/lib" + prefix + "-d.so",
        folder + "/" + log,
        "-Wl,-rpath,$ORIGIN");
  }

  @Test
  void librariesThatAreNeededAreInitialisedBefore() {
    long expected = Loaded.byDlopen(family("expected")).callLong("read_order");

    assertThat(Loaded.byAlfheim(family("actual")).callLong("read_order"))
        .isEqualTo(expected)
        .isBetween(12345L, 13245L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void librariesAreInitialisedOnlyIfThePluginOpens(boolean complete) throws IOException {
    Path log = folder.resolve("log" + complete);
    compiler.c(
        "libnoisy" + complete + ".so",
        """
        #include <stdio.h>
        __attribute__((constructor)) static void c(void) { FILE *f = fopen("LOG", "a"); fputs("run\\n", f); fclose(f); }
        int noisy(void) { return 1; }
        """
            .replace("LOG", log.toString()));
    Path file =
        compiler.c(
            "needs-noisy" + complete + ".so",
            "int noisy(void), absent(void) WEAK; int F(void) { return noisy() + (absent ? absent() : 0); }"
                .replace("WEAK", complete ? "__attribute__((weak))" : ""),
            "-L" + folder,
            "-lnoisy" + complete,
            "-Wl,-rpath,$ORIGIN");
    if (complete) {
      assertThat(Loaded.byAlfheim(file).call("F")).isEqualTo(1);
      assertThat(log).hasContent("run\n");
    } else {
      assertThat(Refused.of(file)).isInstanceOf(UnresolvedException.class);
      assertThat(log).doesNotExist();
    }
  }
}
