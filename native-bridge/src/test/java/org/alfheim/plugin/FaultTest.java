package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.fixture.Traces;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is out of something refuses to open, loses nothing, and opens once it has it. */
@Timeout(120)
class FaultTest {
  private static final String SOURCE =
      """
      int dependency(void);
      static char bss[20000];
      int v = 3;
      int *p = &v;
      __attribute__((constructor)) static void c(void) { v++; }
      int F(void) { return *p + dependency() + bss[100]; }
      int interposed(void) { return bss[100] + 5; }
      """;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  /**
   * Plugins that each need a library which the process does not have yet, and whose constructor
   * calls the plugin: a plugin that is not in place is the end of the process.
   */
  private List<Path> plugins(int count) {
    Path library =
        compiler.c(
            "libneeded-00.so",
            """
            int interposed(void) { return 0; }
            static int seen;
            __attribute__((constructor)) static void construct(void) { seen = interposed(); }
            int dependency(void) { return seen + 5; }
            """);
    Path plugin =
        compiler.c("plugin-00.so", SOURCE, "-L" + folder, "-lneeded-00", "-Wl,-rpath,$ORIGIN");
    List<Path> plugins = new ArrayList<>();
    try {
      String content = Files.readString(plugin, StandardCharsets.ISO_8859_1);
      for (int i = 1; i <= count; i++) {
        String number = "-" + (10 + i);
        Files.copy(library, folder.resolve("libneeded" + number + ".so"));
        plugins.add(
            Files.writeString(
                folder.resolve("plugin" + number + ".so"),
                content.replace("libneeded-00.so", "libneeded" + number + ".so"),
                StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return plugins;
  }

  /** One attempt under a fault, and one without it. */
  private static String outcome(Path file, Runnable begin, Runnable end) {
    Traces before = Traces.now();
    String outcome;
    begin.run();
    try {
      Loader.open(file);
      outcome = "opened";
    } catch (PluginException e) {
      outcome = e.getClass().getSimpleName() + ": " + e.getMessage();
    } catch (RuntimeException | Error e) {
      outcome = e.toString();
    } finally {
      end.run();
    }
    if (!outcome.equals("opened")) {
      outcome += Traces.now().equals(before) ? " [clean]" : " [left: " + Traces.now() + "]";
    }
    return outcome + " [then " + Loaded.byAlfheim(file).call("F") + "]";
  }

  /** Opens with 0, 1, 2, … descriptors to spare, each time another file. */
  static final class FewDescriptors {
    public static void main(String[] files) throws IOException {
      Deque<FileInputStream> held = new ArrayDeque<>();
      Loaded.byAlfheim(Path.of(files[0])).call("F");
      for (int round = 0; round < 2; round++) {
        for (int spare = 0; spare < files.length / 2; spare++) {
          int free = spare;
          Path file = Path.of(files[round * files.length / 2 + spare]);
          String line =
              outcome(
                  file,
                  () -> {
                    hold(held, Integer.MAX_VALUE);
                    for (int i = 0; i < free; i++) {
                      close(held.pop());
                    }
                  },
                  () -> {
                    while (!held.isEmpty()) {
                      close(held.pop());
                    }
                  });
          if (round == 1) {
            System.out.println(spare + " " + line);
          }
        }
      }
    }

    private static void hold(Deque<FileInputStream> held, int count) {
      try {
        for (int i = 0; i < count; i++) {
          held.push(new FileInputStream("/dev/null"));
        }
      } catch (IOException none) {
        // As many as there are.
      }
    }

    private static void close(FileInputStream stream) {
      try {
        stream.close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void withoutDescriptorsAnOpenIsRefused() {
    List<String> lines =
        ChildJvm.of(FewDescriptors.class)
            .inOneJar(folder.resolve("tests.jar"))
            .limited("ulimit -n 100")
            .run(plugins(12).toArray())
            .lines();

    assertThat(lines).hasSize(6);
    assertThat(lines.getFirst()).startsWith("0 ResourceException: ");
    assertThat(lines.getLast()).isEqualTo("5 opened [then 14]");
    assertThat(lines)
        .allMatch(line ->
            line.matches("\\d opened \\[then 14]")
                || line.matches(
                    "\\d ResourceException: .*(?i)too many open files.* \\[clean] \\[then 14]"));
  }

  /** Opens a file whose resolver takes all descriptors from then on, until they are released. */
  static final class DescriptorsTakenMeanwhile {
    public static void main(String[] files) {
      Path file = Path.of(files[0]);
      // Its thread goes on when the refused image has let go of it.
      Loaded taker = Loaded.byDlopen(Path.of(files[1]));
      try {
        Loader.open(file);
        System.out.println("opened");
      } catch (PluginException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
      taker.call("release");
      System.out.println(Loaded.byAlfheim(file).call("F"));
    }
  }

  @Test
  void fromTheFirstResolverOnNoDescriptorIsNeeded() {
    Path taker =
        compiler.c(
            "libtaker.so",
            """
            #include <pthread.h>
            #include <unistd.h>
            static volatile int greedy;
            static int taken[1000], count;
            static void fill(void) {
              for (int next; (next = dup(0)) >= 0;) taken[count++] = next;
            }
            static void *stay(void *unused) {
              while (greedy) fill();
              return unused;
            }
            static pthread_t thread;
            void take(void) {
              if (count) return;
              greedy = 1;
              fill();
              pthread_create(&thread, 0, stay, 0);
            }
            void release(void) {
              greedy = 0;
              pthread_join(thread, 0);
              for (int i = 0; i < count; i++) close(taken[i]);
            }
            """);
    Path file =
        compiler.c(
            "resolving.so",
            """
            void take(void);
            static int three(void) { return 3; }
            static int (*resolve(void))(void) { take(); return three; }
            int G(void) __attribute__((ifunc("resolve"), visibility("hidden")));
            int (*pointer)(void) = G;
            static int runs;
            __attribute__((constructor)) static void construct(void) { runs++; }
            int F(void) { return 10 * runs + pointer(); }
            """,
            taker.toString());
    List<String> lines =
        ChildJvm.of(DescriptorsTakenMeanwhile.class)
            .inOneJar(folder.resolve("tests.jar"))
            .limited("ulimit -n 100")
            .run(file, taker)
            .lines();

    assertThat(lines).containsExactly("opened", "13");
  }

  /** Opens on a thread of its own that a system call is denied to: files by pairs of arguments. */
  static final class DeniedCalls {
    public static void main(String[] arguments) throws InterruptedException {
      Loaded filter = Loaded.byDlopen(Path.of(arguments[0]));
      Loaded.byAlfheim(Path.of(arguments[1])).call("F");
      int next = 2;
      for (Denial denial : Denial.values()) {
        open(filter, denial, Path.of(arguments[next++]));
        System.out.println(denial + " " + open(filter, denial, Path.of(arguments[next++])));
      }
    }

    private static String open(Loaded filter, Denial denial, Path file)
        throws InterruptedException {
      Traces before = Traces.now();
      AtomicReference<String> outcome = new AtomicReference<>();
      Thread thread =
          new Thread(() -> {
            if (denial.deny(filter) != 0) {
              outcome.set("no filter");
            } else {
              outcome.set(attempt(file));
            }
          });
      thread.start();
      thread.join();
      boolean clean = outcome.get().equals("opened") || Traces.now().equals(before);
      return outcome
          + (clean ? " [clean]" : " [left: " + Traces.now() + "]")
          + " [then "
          + Loaded.byAlfheim(file).call("F")
          + "]";
    }

    private static String attempt(Path file) {
      try {
        Loader.open(file);
        return "opened";
      } catch (PluginException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
      } catch (RuntimeException | Error e) {
        return e.toString();
      }
    }
  }

  /** A system call that fails for one thread: its number, what it fails with, and when. */
  enum Denial {
    // ld.so maps with MAP_DENYWRITE, 0x800: what it does is not denied where that is in the mask.
    OPENING_ANY_FILE(257, 24),
    MAKING_A_MEMORY_FILE(319, 24),
    SEALING_A_MEMORY_FILE(72, 1, 1, 1033),
    MAPPING_A_FILE_ANYWHERE(9, 12, 3, 0x3f, 0x02),
    MAPPING_A_FILE_AT_ITS_PLACE(9, 12, 3, 0x83f, 0x12),
    SEALING_DATA(10, 12, 2, 1);

    private final int call;
    private final int errno;
    private final int argument;
    private final int mask;
    private final int value;

    Denial(int call, int errno) {
      this(call, errno, 0, 0, 0);
    }

    Denial(int call, int errno, int argument, int value) {
      this(call, errno, argument, -1, value);
    }

    Denial(int call, int errno, int argument, int mask, int value) {
      this.call = call;
      this.errno = errno;
      this.argument = argument;
      this.mask = mask;
      this.value = value;
    }

    int deny(Loaded filter) {
      return filter.call("deny", call, errno, argument, mask, value);
    }
  }

  @Test
  void aSystemCallThatFailsRefusesTheOpenAndNothingElse() {
    Path filter =
        compiler.c(
            "filter.so",
            """
            #include <stddef.h>
            #include <errno.h>
            #include <sys/prctl.h>
            #include <linux/filter.h>
            #include <linux/seccomp.h>
            int deny(long call, long error, long argument, long mask, long value) {
              struct sock_filter code[] = {
                BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
                BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4),
                BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * argument),
                BPF_STMT(BPF_ALU | BPF_AND | BPF_K, mask),
                BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1),
                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
              };
              struct sock_fprog program = { sizeof code / sizeof *code, code };
              if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return errno;
              return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) ? errno : 0;
            }
            """);
    List<Object> arguments = new ArrayList<>(List.of(filter));
    arguments.addAll(plugins(1 + 2 * Denial.values().length));
    ChildJvm.Outcome outcome =
        ChildJvm.of(DeniedCalls.class)
            .inOneJar(folder.resolve("tests.jar"))
            .run(arguments.toArray());

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.lines())
        .hasSize(Denial.values().length)
        .allMatch(line -> line.matches("[A-Z_]+ ResourceException: .* \\[clean] \\[then 14]"));
  }

  @Test
  void anImageThatIsLargerThanTheAddressSpaceIsRefused() {
    Path file =
        compiler.c("vast.so", "static char vast[1L << 45]; char *F(long i) { return vast + i; }");
    PluginException refusal = Refused.of(file);

    assertThat(refusal).isInstanceOf(ResourceException.class).hasMessageContaining("memory");
  }
}
