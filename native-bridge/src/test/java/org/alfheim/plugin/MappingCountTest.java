package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many of the mappings that a process may have a plugin takes: those that {@code dlopen} makes
 * of the same file, the copy from which symbols are read, and the carrier.
 */
@Timeout(60)
class MappingCountTest {
  private static final int MORE_THAN_DLOPEN = 1;

  private static final String SOURCE =
      """
      #include <stdlib.h>
      static __thread int mine = 4;
      static char empty[100000];
      static int v = 3;
      static int *p = &v;
      __attribute__((constructor)) static void c(void) { v++; }
      __attribute__((destructor)) static void d(void) { v--; }
      int F(void) { return *p + mine + empty[70000] + atoi("2"); }
      """;

  @TempDir Path folder;

  /** A line of the process's map. */
  private record Pages(long start, long end, String protection, String file) {
    static Pages of(String line) {
      String[] fields = line.split(" +", 6);
      int dash = fields[0].indexOf('-');
      return new Pages(
          Long.parseUnsignedLong(fields[0].substring(0, dash), 16),
          Long.parseUnsignedLong(fields[0].substring(dash + 1), 16),
          fields[1],
          fields[5]);
    }
  }

  private static List<Pages> map() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.map(Pages::of).toList();
    }
  }

  private static long carriers(List<Pages> map) {
    return map.stream().filter(pages -> pages.file().contains("/memfd:alfheim-carrier")).count();
  }

  /** Those of a file, and what is mapped without a file right behind them, as data of zeros is. */
  private static long count(List<Pages> map, String file) {
    long count = 0;
    for (int i = 0; i < map.size(); i++) {
      boolean named = map.get(i).file().contains(file);
      boolean behind =
          i > 0
              && map.get(i).file().isEmpty()
              && map.get(i).protection().startsWith("rw-")
              && map.get(i - 1).file().contains(file)
              && map.get(i).start() == map.get(i - 1).end();
      count += named || behind ? 1 : 0;
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({
    "separate, '-Wl,-z,separate-code'",
    "together, '-Wl,-z,noseparate-code'",
    "now, '-Wl,-z,now'",
    "lld, -fuse-ld=lld"
  })
  void isThatOfDlopenAndOne(String name, String option) throws IOException {
    Compiler compiler = new Compiler(folder);
    Path ours = compiler.c("libours" + name + ".so", SOURCE, option);
    Path theirs = Files.copy(ours, folder.resolve("libtheirs" + name + ".so"));
    List<Pages> before = map();
    assertThat(Loaded.byAlfheim(ours).call("F")).isEqualTo(10);
    assertThat(Loaded.byDlopen(theirs).call("F")).isEqualTo(10);
    List<Pages> after = map();

    long carrier = carriers(after) - carriers(before);
    assertThat(carrier).isEqualTo(1);
    assertThat(count(after, "/memfd:" + ours.getFileName()) + carrier)
        .isLessThanOrEqualTo(count(after, "/" + theirs.getFileName()) + MORE_THAN_DLOPEN);
    assertThat(after)
        .filteredOn(
            pages -> pages.file().contains("/memfd:alfheim-carrier") && !before.contains(pages))
        .extracting(Pages::protection)
        .as("nothing of a carrier can be changed or executed when its image is in use")
        .containsOnly("r--p");
  }
}
