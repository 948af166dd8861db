package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What plugins cost: time and memory of containers that start together. */
@NeedsEngine
@Isolated
class DensityTest {

  private static final int PLUGINS = 20;

  @TempDir Path temporary;

  private record Row(String name, int plugins, Duration ready, long resident) {}

  @Test
  void twoContainersWithTwentyPluginsEachStartTogether() {
    Path none = Plugins.folder(temporary, "none");
    Path many = Plugins.folder(temporary, "many");
    for (int i = 0; i < PLUGINS; i++) {
      Plugins.compile(
          many.resolve("libplugin%d.so".formatted(i)),
          """
          #include <stdlib.h>
          #include <string.h>
          int values[%d] = {1, 2, 3};
          static __thread int last;
          int value%d(int i) { return last = values[i]; }
          char *copy(const char *text) { return strdup(text); }
          """
              .formatted(1024 + i, i),
          "-Wl,-soname,libplugin%d.so.1".formatted(i));
    }
    List<Row> rows;
    try (Product empty = deploying(none);
        Product first = deploying(many);
        Product second = deploying(many)) {
      empty.start();
      CompletableFuture.allOf(
              CompletableFuture.runAsync(first::start), CompletableFuture.runAsync(second::start))
          .orTimeout(3, TimeUnit.MINUTES)
          .join();
      rows =
          List.of(
              row("alone", empty, 0), row("first", first, PLUGINS), row("second", second, PLUGINS));
    }
    print(rows);
    long before = rows.getFirst().resident();
    assertThat(rows).allSatisfy(row -> assertThat(row.ready()).isLessThan(Duration.ofSeconds(30)));
    // What is loaded for the first one is in it, too.
    assertThat(rows.subList(1, 3))
        .allSatisfy(row -> assertThat((row.resident() - before) / PLUGINS).isLessThan(1024));
  }

  /**
   * Garbage is collected early. Where there is much memory, a JVM goes on to fresh pages instead,
   * and that would be measured: a megabyte for each plugin.
   */
  private static Product deploying(Path folder) {
    return Product.deploying(folder).withEnv("ALFHEIM_JAVA_OPTIONS", "-Xmn4m");
  }

  private static Row row(String name, Product product, int plugins) {
    long listed =
        product.ask("plugin:list").lines().filter(line -> line.contains("libplugin")).count();
    assertThat(listed).isEqualTo(plugins);
    return new Row(name, plugins, product.timeToReady(), product.residentKibibytes());
  }

  /** Lines that begin so are shown by {@code ./alfheim test}. */
  private static void print(List<Row> rows) {
    long before = rows.getFirst().resident();
    Stream.concat(
            Stream.of("  | container | plugins | ready after | resident | for each plugin |"),
            rows.stream()
                .map(row ->
                    String.format(
                        Locale.ROOT,
                        "  | %-9s | %7d | %9.2f s | %4d MiB | %15s |",
                        row.name(),
                        row.plugins(),
                        row.ready().toMillis() / 1000.0,
                        row.resident() / 1024,
                        row.plugins() == 0
                            ? ""
                            : (row.resident() - before) / row.plugins() + " KiB")))
        .forEach(System.out::println);
  }
}
