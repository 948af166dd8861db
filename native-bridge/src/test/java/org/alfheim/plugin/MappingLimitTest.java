package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that may have no more mappings (vm.max_map_count). */
@Timeout(120)
class MappingLimitTest {
  /** What the JVM says when it ends because it needed a mapping itself: that run judges nothing. */
  private static final String STARVED = "insufficient memory for the Java Runtime Environment";

  private static final int RUNS = 10;

  /** Spends mappings, single pages of one region, until so many are left. */
  private static final String SPENDER =
      """
      #include <fcntl.h>
      #include <stdlib.h>
      #include <string.h>
      #include <sys/mman.h>
      #include <unistd.h>
      static char *region;
      static long pages = 1L << 21, spent;
      /* Lines of the process's map, those of memory files alone or all of them. */
      static long count(int memory_files) {
        static char text[1 << 16];
        static const char name[] = "/memfd:";
        int file = open("/proc/self/maps", O_RDONLY);
        long lines = 0, matched = 0;
        for (long n; (n = read(file, text, sizeof text)) > 0;)
          for (long i = 0; i < n; i++) {
            lines += memory_files ? name[matched] == 0 : text[i] == '\\n';
            matched = name[matched] == text[i] ? matched + 1 : text[i] == name[0];
          }
        close(file);
        return lines;
      }
      long memory_files(void) { return count(1); }
      long limit(void) {
        char text[32] = "";
        int file = open("/proc/sys/vm/max_map_count", O_RDONLY);
        read(file, text, sizeof text - 1);
        close(file);
        return atol(text);
      }
      /* Two mappings for each page that differs from its neighbours. */
      int spend(long left) {
        if (!region)
          region = mmap(0, pages << 12, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        for (long more = (limit() - count(0) - left) / 2; more > 0; more--, spent++)
          if (2 * spent + 1 >= pages || mprotect(region + ((2 * spent + 1) << 12), 4096, PROT_READ))
            return -1;
        return 0;
      }
      int restore(long number) {
        while (number-- > 0 && spent > 0) {
          spent--;
          mprotect(region + ((2 * spent + 1) << 12), 4096, PROT_NONE);
        }
        return 0;
      }
      """;

  @TempDir Path folder;

  /** Opens a file for each number of mappings that are left: the spender, files. */
  static final class FewMappings {
    public static void main(String[] arguments) {
      Loaded spender = Loaded.byDlopen(Path.of(arguments[0]));
      /* A JVM that needs memory for classes, when there is none, ends: it gets them before. */
      attempt(spender, 1000, Path.of(arguments[1]));
      attempt(spender, 500, Path.of(arguments[2]));
      int next = 3;
      for (int left : List.of(0, 4, 100)) {
        Path file = Path.of(arguments[next++]);
        String outcome = attempt(spender, left, file);
        System.out.println(left + " " + outcome + " then " + Loaded.byAlfheim(file).call("F"));
      }
    }

    private static String attempt(Loaded spender, int left, Path file) {
      long before = spender.callLong("memory_files");
      if (spender.call("spend", left) < 0) {
        return "the limit is beyond reach";
      }
      String outcome;
      try {
        Loader.open(file);
        outcome = "opened";
      } catch (PluginException e) {
        outcome = e.getClass().getSimpleName() + ": " + e.getMessage();
      }
      spender.call("restore", 100);
      long after = spender.callLong("memory_files");
      return outcome.equals("opened") || after == before
          ? outcome
          : outcome + " LEFT " + (after - before);
    }
  }

  @Test
  void isNamedWithTheCureAndLeavesNothingBehind() throws IOException {
    Compiler compiler = new Compiler(folder);
    Path plugin =
        compiler.c("plugin.so", "static int v = 3; static int *p = &v; int F(void) { return *p; }");
    Path vast =
        compiler.c("vast.so", "static char vast[1L << 45]; char *F(long i) { return vast + i; }");
    List<Object> arguments = new ArrayList<>(List.of(compiler.c("spender.so", SPENDER), vast));
    for (int i = 0; i < 4; i++) {
      arguments.add(Files.copy(plugin, folder.resolve("plugin" + i + ".so")));
    }
    ChildJvm child =
        ChildJvm.of(FewMappings.class)
            .inOneJar(folder.resolve("tests.jar"))
            /* What the JVM needs meanwhile makes a mapping longer, and no new one. */
            .with("MALLOC_ARENA_MAX", "1")
            .with("MALLOC_MMAP_THRESHOLD_", "1000000000")
            .option("-Xint")
            .option("-Xms64m")
            .option("-XX:+AlwaysPreTouch")
            .option("-XX:ErrorFile=" + folder.resolve("died.log"));
    ChildJvm.Outcome outcome = child.run(arguments.toArray());
    for (int more = RUNS; more > 1 && outcome.output().contains(STARVED); more--) {
      outcome = child.run(arguments.toArray());
    }

    String limit = Compiler.run(List.of("cat", "/proc/sys/vm/max_map_count")).trim();
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.lines())
        .hasSize(3)
        .allMatch(line -> line.endsWith(" opened then 3") || line.contains(" ResourceException: "))
        .filteredOn(line -> line.contains(" ResourceException: "))
        .allSatisfy(line ->
            assertThat(line)
                .contains(" mappings, and vm.max_map_count is " + limit + ": raise it (sysctl -w ")
                .endsWith(
                    ", in a container on its host), or open fewer plugins in one process then 3"));
    assertThat(outcome.lines().getFirst()).startsWith("0 ResourceException: ");
    assertThat(outcome.lines().getLast()).isEqualTo("100 opened then 3");
  }
}
