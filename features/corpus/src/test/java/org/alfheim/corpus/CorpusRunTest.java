package org.alfheim.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class CorpusRunTest {
  /** A function of the library that tells, in the process that Alfheim opens it in, true. */
  private static final String IN_ALFHEIM =
      """
      #include <fcntl.h>
      #include <string.h>
      #include <unistd.h>
      static int in_alfheim(void) {
        char words[8192];
        int file = open("/proc/self/cmdline", O_RDONLY);
        long size = read(file, words, sizeof words);
        close(file);
        for (char *word = words; word < words + size; word += strlen(word) + 1)
          if (strcmp(word, "alfheim") == 0) return 1;
        return 0;
      }
      """;

  @TempDir private Path folder;

  @Test
  void findsTheSameInLibrariesOfEachKind() {
    Path plain =
        Tool.gcc(
            folder,
            "libplain.so",
            """
            #include <stdio.h>
            extern char **environ;
            int zero[3000];
            int *inside = &zero[7];
            void *imported[] = {&printf, &environ, &stderr};
            const char *const sealed[] = {"one", "two"};
            struct __attribute__((packed)) { char c; void *p; } unaligned = {1, &printf};
            """);
    Path threads =
        Tool.gcc(
            folder,
            "libthreads.so",
            """
            #include <errno.h>
            __thread int general = 3;
            static __thread int local = 4;
            __thread int initial __attribute__((tls_model("initial-exec"))) = 5;
            int *f(void) { return &general; }
            int *g(void) { return &local; }
            int *h(void) { return &initial; }
            int *i(void) { return &errno; }
            """);
    Path descriptors =
        Tool.gcc(
            folder,
            "libdescriptors.so",
            """
            __thread int general[100] = {3};
            static __thread int local = 4;
            int *f(void) { return general; }
            int *g(void) { return &local; }
            """,
            "-mtls-dialect=gnu2");
    Path large =
        Tool.gcc(
            folder,
            "liblarge.so",
            """
            __thread int general[10000] = {3};
            int *f(void) { return general; }
            """,
            "-mtls-dialect=gnu2");
    Path chosen =
        Tool.gcc(
            folder,
            "libchosen.so",
            """
            static int one(void) { return 1; }
            static int (*choose(void))(void) { return one; }
            int number(void) __attribute__((ifunc("choose")));
            int (*pointer)(void) = number;
            int call(void) { return number(); }
            """);

    Map<Path, LibraryReport> reports = run(plain, threads, descriptors, large, chosen);

    assertThat(reports.values())
        .allSatisfy(report -> {
          assertThat(report.verdict()).as(report.line()).isEqualTo(Verdict.SAME);
          assertThat(report.relocated()).isPositive();
          assertThat(report.bytes()).isPositive();
          assertThat(report.explained()).containsOnlyKeys(Reason.DYNAMIC_SECTION);
        });
  }

  @Test
  void looksBeforeConstructorsRun() {
    /* Addresses of the heap: were they seen, they would differ. */
    Path library =
        Tool.gcc(
            folder,
            "libconstructed.so",
            IN_ALFHEIM
                + """
                #include <stdlib.h>
                void *memory[4];
                __attribute__((constructor)) static void begin(void) {
                  for (int i = 0; i < 4; i++) memory[i] = malloc(100);
                  if (in_alfheim()) memory[0] = 0;
                }
                """);

    assertThat(run(library).get(library).verdict()).isEqualTo(Verdict.SAME);
  }

  @Test
  void looksBeforeConstructorsOfWhatIsNeededRun() {
    Path needed =
        Tool.gcc(
            folder,
            "libneeded.so",
            IN_ALFHEIM
                + """
                int *counter;
                __attribute__((constructor)) static void begin(void) {
                  if (counter && !in_alfheim()) ++*counter;
                }
                """,
            "-Wl,-soname,libneeded.so");
    Path library =
        Tool.gcc(
            folder,
            "libneeding.so",
            """
            extern int *counter;
            int count = 7;
            int **f(void) { return &counter; }
            """,
            needed.toString(),
            "-Wl,-rpath,$ORIGIN");

    assertThat(run(library).get(library).verdict()).isEqualTo(Verdict.SAME);
  }

  @Test
  void findsAWordThatDiffers() {
    Path library =
        Tool.gcc(
            folder,
            "libtwofaced.so",
            IN_ALFHEIM
                + """
                int one(void) { return 1; }
                int two(void) { return 2; }
                static int (*choose(void))(void) { return in_alfheim() ? two : one; }
                int number(void) __attribute__((ifunc("choose"), visibility("hidden")));
                int call(void) { return number(); }
                """,
            "-Wl,-z,lazy");

    LibraryReport report = run(library).get(library);

    assertThat(report.verdict()).isEqualTo(Verdict.DIFFER);
    assertThat(report.differences())
        .singleElement()
        .satisfies(difference -> {
          assertThat(difference.relocation()).isEqualTo("R_X86_64_IRELATIVE");
          assertThat(difference.section()).startsWith(".got");
          assertThat(difference.dlopen()).startsWith("self+0x");
          assertThat(difference.alfheim()).startsWith("self+0x").isNotEqualTo(difference.dlopen());
        });
    assertThat(report.line())
        .startsWith("DIFFER " + library + ": 1 word, first 0x")
        .contains("R_X86_64_IRELATIVE: self+0x");
  }

  @Test
  void tellsHowAnAttemptEnded() {
    Path missing =
        Tool.gcc(
            folder, "libmissing.so", "extern int absent(void); int f(void) { return absent(); }");
    Path crashing =
        Tool.gcc(
            folder,
            "libcrashing.so",
            "__attribute__((constructor)) static void begin(void) { *(volatile int *) 8 = 1; }");
    Path exiting =
        Tool.gcc(
            folder,
            "libexiting.so",
            """
            #include <unistd.h>
            __attribute__((constructor)) static void begin(void) { _exit(7); }
            """);
    Path killed =
        Tool.gcc(
            folder,
            "libkilled.so",
            """
            #include <signal.h>
            __attribute__((constructor)) static void begin(void) { raise(SIGKILL); }
            """);

    Map<Path, LibraryReport> reports = run(missing, crashing, exiting, killed);

    assertThat(reports.values())
        .allSatisfy(report -> assertThat(report.verdict()).isEqualTo(Verdict.NEITHER));
    assertThat(reports.get(missing).dlopen().text()).startsWith("refused: ").contains("absent");
    assertThat(reports.get(missing).alfheim().text()).startsWith("refused: ").contains("absent");
    for (Outcome outcome :
        List.of(reports.get(crashing).dlopen(), reports.get(crashing).alfheim())) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Crashed.class,
              crashed -> {
                assertThat(crashed.signal()).isEqualTo("SIGSEGV");
                assertThat(crashed.place()).contains("begin");
              });
    }
    assertThat(reports.get(exiting).dlopen()).isEqualTo(new Outcome.Exited(7));
    assertThat(reports.get(exiting).alfheim()).isEqualTo(new Outcome.Exited(7));
    assertThat(reports.get(killed).dlopen()).isEqualTo(new Outcome.Crashed("SIGKILL", ""));
  }

  @Test
  void tellsWhoAloneOpensALibrary() {
    Path only =
        Tool.gcc(
            folder,
            "libonly.so",
            IN_ALFHEIM
                + """
                __attribute__((constructor)) static void begin(void) { if (!in_alfheim()) _exit(1); }
                """);
    Path never =
        Tool.gcc(
            folder,
            "libnever.so",
            IN_ALFHEIM
                + """
                __attribute__((constructor)) static void begin(void) { if (in_alfheim()) _exit(1); }
                """);

    Map<Path, LibraryReport> reports = run(only, never);

    assertThat(reports.get(only).verdict()).isEqualTo(Verdict.ONLY_ALFHEIM);
    assertThat(reports.get(never).verdict()).isEqualTo(Verdict.ONLY_DLOPEN);
    assertThat(reports.get(never).line())
        .isEqualTo("only-dlopen " + never + ": ended the process with status 1");
  }

  @Test
  void givesUpOnALibraryThatHangs() {
    Path library =
        Tool.gcc(
            folder,
            "libhanging.so",
            """
            #include <unistd.h>
            __attribute__((constructor)) static void begin(void) { for (;;) pause(); }
            """);

    LibraryReport report = run(Duration.ofSeconds(3), library).get(library);

    assertThat(report.verdict()).isEqualTo(Verdict.NEITHER);
    assertThat(report.dlopen()).isEqualTo(new Outcome.TimedOut(3));
    assertThat(report.alfheim()).isEqualTo(new Outcome.TimedOut(3));
  }

  /** It would be opened by dlopen, and nobody could use it. */
  @Test
  void leavesPluginsOfGoOutAndSaysWhy() {
    Path plugin = folder.resolve("hello.so");
    Tool.run(
        List.of(
            "../../native-bridge/src/test/go/build.sh",
            "newest",
            "plugin",
            "hello",
            plugin.toString()));

    LibraryReport report = run(plugin).get(plugin);

    assertThat(report.verdict()).isEqualTo(Verdict.LEFT_OUT);
    assertThat(report.line())
        .startsWith("left-out " + plugin + ": this is a Go plugin (go1.")
        .contains("example.com/hello");
    assertThat(Summary.of(List.of(report)).proved()).isTrue();
  }

  @Test
  void leavesAloneWhatEveryProcessHolds() throws Exception {
    for (String name : List.of("libc.so.6", "ld-linux-x86-64.so.2")) {
      Path library = Path.of("/lib/x86_64-linux-gnu", name).toRealPath();

      assertThat(run(library).get(library).line()).isEqualTo("held " + library);
    }
  }

  @Test
  void reportsInTheOrderGiven() {
    List<Path> libraries = new ArrayList<>();
    for (String name : List.of("c", "a", "b")) {
      libraries.add(Tool.gcc(folder, "lib" + name + ".so", "int " + name + ";"));
    }

    assertThat(run(libraries.toArray(Path[]::new)).keySet()).containsExactlyElementsOf(libraries);
  }

  private Map<Path, LibraryReport> run(Path... libraries) {
    return run(Duration.ofSeconds(60), libraries);
  }

  private Map<Path, LibraryReport> run(Duration limit, Path... libraries) {
    Map<Path, LibraryReport> reports = new LinkedHashMap<>();
    List<LibraryReport> done = new ArrayList<>();
    try {
      new CorpusRun(limit, 2)
          .run(
              List.of(libraries), done::add, report -> reports.put(Path.of(report.file()), report));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(done).containsExactlyInAnyOrderElementsOf(reports.values());
    return reports;
  }
}
