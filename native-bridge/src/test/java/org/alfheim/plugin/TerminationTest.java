package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs when the process ends, in the order in which it runs for libraries of dlopen. */
@Timeout(120)
class TerminationTest {
  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  /** How a process can end. */
  enum End {
    MAIN_RETURNS {
      @Override
      void end(Loaded last) {}
    },
    SYSTEM_EXIT {
      @Override
      void end(Loaded last) {
        System.exit(3);
      }
    },
    PLUGIN_EXITS {
      @Override
      void end(Loaded last) {
        last.call("leave", 4);
      }
    },
    HALT {
      @Override
      void end(Loaded last) {
        Runtime.getRuntime().halt(5);
      }
    };

    abstract void end(Loaded last);
  }

  /** Opens libraries and ends: the way of opening, the way of ending, the libraries. */
  static final class OpenAndEnd {
    public static void main(String[] arguments) {
      Loaded last = null;
      for (int i = 2; i < arguments.length; i++) {
        Path file = Path.of(arguments[i]);
        last = arguments[0].equals("alfheim") ? Loaded.byAlfheim(file) : Loaded.byDlopen(file);
        last.call("use");
      }
      End.valueOf(arguments[1]).end(last);
    }
  }

  private static ChildJvm.Outcome run(String loader, End end, List<Path> files) {
    List<Object> arguments = new ArrayList<>(List.of(loader, end));
    arguments.addAll(files);
    return ChildJvm.of(OpenAndEnd.class).run(arguments.toArray());
  }

  private Path noisy(String name, String... arguments) {
    return compiler.cpp(
        name + ".so",
        """
        #include <unistd.h>
        #include <string.h>
        #include <stdlib.h>
        static void say(const char *what) {
          char line[100];
          strcat(strcat(strcpy(line, "NAME "), what), "\\n");
          if (write(1, line, strlen(line)) < 0) abort();
        }
        extern "C" void finish() { say("DT_FINI"); }
        static void at_exit() { say("atexit"); }
        __attribute__((constructor)) static void begin() { say("constructor"); atexit(at_exit); }
        __attribute__((destructor)) static void plain() { say("destructor"); }
        __attribute__((destructor(101))) static void first() { say("destructor 101"); }
        __attribute__((destructor(202))) static void second() { say("destructor 202"); }
        struct Object { ~Object() { say("static object"); } };
        static Object object;
        struct PerThread { int n = 0; ~PerThread() { say("thread_local object"); } };
        static thread_local PerThread per_thread;
        extern "C" int use() { say("used"); return per_thread.n++; }
        extern "C" int leave(int status) { exit(status); }
        """
            .replace("NAME", name),
        arguments);
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void everythingRunsInTheOrderOfDlopen(End end) {
    Path first = noisy("first", "-Wl,-fini,finish", "-Wl,-soname,libtermination-first.so");
    Path second = noisy("second", "-Wl,--no-as-needed", first.toString());
    Path third = noisy("third", "-Wl,-fini,finish");
    assertThat(Elf.of(first).readelf("-d")).contains("(FINI)");
    assertThat(Elf.of(second).readelf("-d")).contains("libtermination-first.so");

    ChildJvm.Outcome expected = run("dlopen", end, List.of(first, second, third));
    ChildJvm.Outcome actual = run("alfheim", end, List.of(first, second, third));

    assertThat(actual.lines()).isEqualTo(expected.lines());
    assertThat(actual.status()).isEqualTo(expected.status());
    assertThat(expected.lines()).contains("first constructor", "third used");
    if (end != End.HALT) {
      assertThat(expected.lines())
          .contains("first destructor", "third atexit", "second static object", "third DT_FINI");
    }
  }

  @Test
  void aConstructorThatEndsTheProcessEndsIt() {
    Path file =
        compiler.c(
            "suicide.so",
            """
            #include <stdlib.h>
            #include <stdio.h>
            static void last(void) { puts("atexit"); fflush(stdout); }
            __attribute__((constructor)) static void c(void) { atexit(last); exit(9); }
            int use(void) { return 0; }
            """);
    ChildJvm.Outcome expected = run("dlopen", End.MAIN_RETURNS, List.of(file));
    ChildJvm.Outcome actual = run("alfheim", End.MAIN_RETURNS, List.of(file));

    assertThat(actual.status()).isEqualTo(expected.status()).isEqualTo(9);
    assertThat(actual.lines()).isEqualTo(expected.lines()).containsExactly("atexit");
  }

  @Test
  void aPluginThatIsRefusedLeavesNothingToRunAtTheEnd() {
    Path file = noisy("refused", "-Wl,-z,execstack");

    assertThat(ChildJvm.of(RefusalTest.OpenAll.class).run(file).lines())
        .singleElement()
        .asString()
        .contains("executable stack");
  }

  @Test
  void theEndDoesNotWaitForThreadsThatAreInsideAPlugin() {
    Path file =
        compiler.cpp(
            "busy.so",
            """
            #include <unistd.h>
            #include <thread>
            #include <chrono>
            extern "C" int use() {
              std::thread([] { for (;;) std::this_thread::sleep_for(std::chrono::hours(1)); }).detach();
              return 0;
            }
            static volatile int inside;
            extern "C" int inside_now() { return inside; }
            extern "C" int leave(int status) { inside = 1; sleep(1000); return status; }
            """,
            "-pthread");

    ChildJvm.Outcome outcome = ChildJvm.of(BusyAtTheEnd.class).run(file);
    assertThat(outcome.status()).isZero();
    assertThat(outcome.lines()).containsExactly("main ends");
  }

  /** Ends while a thread is inside a plugin's function. */
  static final class BusyAtTheEnd {
    public static void main(String[] arguments) throws InterruptedException {
      Loaded plugin = Loaded.byAlfheim(Path.of(arguments[0]));
      plugin.call("use");
      Thread inside = new Thread(() -> plugin.call("leave", 1));
      inside.setDaemon(true);
      inside.start();
      while (plugin.call("inside_now") == 0) {
        Thread.sleep(1);
      }
      System.out.println("main ends");
    }
  }

  @Test
  void destructorsFindTheirDependenciesStillInUse() {
    Path base =
        compiler.cpp(
            "libbase.so",
            """
            #include <string>
            static std::string *text;
            __attribute__((constructor)) static void c() { text = new std::string("alive"); }
            __attribute__((destructor)) static void d() { delete text; text = nullptr; }
            const char *get() { return text ? text->c_str() : "dead"; }
            extern "C" int use() { return 0; }
            """,
            "-Wl,-soname,libtermination-base.so");
    Path user =
        compiler.cpp(
            "user.so",
            """
            #include <cstdio>
            const char *get();
            __attribute__((destructor)) static void d() { puts(get()); fflush(stdout); }
            extern "C" int use() { return 0; }
            """,
            base.toString());

    assertThat(run("alfheim", End.SYSTEM_EXIT, List.of(base, user)).lines())
        .isEqualTo(run("dlopen", End.SYSTEM_EXIT, List.of(base, user)).lines())
        .containsExactly("alive");
  }
}
