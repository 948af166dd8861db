package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.fixture.Traces;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many threads that open many plugins, good ones and bad ones, at once. */
@Timeout(120)
class ConcurrencyTest {
  private static final String SOURCE =
      """
      #include <stdexcept>
      #include <string>
      static int runs;
      static thread_local int per_thread = 5;
      int dependency_00();
      __attribute__((constructor)) static void begin() { runs++; }
      extern "C" int F(int n) {
        try {
          if (n == 1) throw std::runtime_error(std::string("expected"));
        } catch (const std::exception &e) {
          return runs * 1000 + per_thread++ * 10 + dependency_00();
        }
        return 0;
      }
      """;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  /** Copies of a library in which a number stands for another. */
  private List<Path> copies(Path library, int count) throws IOException {
    List<Path> copies = new ArrayList<>();
    String content = Files.readString(library, StandardCharsets.ISO_8859_1);
    for (int i = 10; i < 10 + count; i++) {
      String name = library.getFileName().toString().replace("00", String.valueOf(i));
      copies.add(
          Files.writeString(
              folder.resolve(name),
              content.replace("libconcurrent-needed-00", "libconcurrent-needed-" + i),
              StandardCharsets.ISO_8859_1));
    }
    return copies;
  }

  @Test
  void eachPluginIsOpenedOnceAndEachRefusalIsComplete() throws Exception {
    Path needed =
        compiler.cpp(
            "libconcurrent-needed-00.so",
            "int dependency_00() { return 7; }",
            "-Wl,-soname,libconcurrent-needed-00.so");
    Path user = compiler.cpp("user00.so", SOURCE, needed.toString(), "-Wl,-rpath,$ORIGIN");
    Path broken =
        compiler.cpp(
            "broken00.so",
            SOURCE + "int nobody(); extern \"C\" int G() { return nobody(); }",
            needed.toString(),
            "-Wl,-rpath,$ORIGIN");
    List<Path> libraries = copies(needed, 12);
    List<Path> users = copies(user, 12);
    List<Path> refused = copies(broken, 12);
    Traces before = Traces.now();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        long seed = i;
        work.add(threads.submit(() -> openAll(libraries, users, refused, new Random(seed))));
      }
      for (Future<?> each : work) {
        each.get();
      }
    }
    assertThat(Traces.since(before).descriptors()).isEmpty();
    assertThat(Traces.now().files()).noneMatch(line -> line.contains("broken"));
  }

  private static void openAll(
      List<Path> libraries, List<Path> users, List<Path> refused, Random random) {
    List<Path> files = new ArrayList<>(users);
    files.addAll(refused);
    // Half of the dependencies are plugins, where a thread is early enough; ld.so finds the others.
    files.addAll(libraries.subList(0, libraries.size() / 2));
    Collections.shuffle(files, random);
    for (Path file : files) {
      if (refused.contains(file)) {
        assertThat(
                catchThrowableOfType(UnresolvedException.class, () -> Loader.open(file)).symbols())
            .containsExactly("_Z6nobodyv");
      } else {
        Plugin plugin = Loader.open(file);
        assertThat(Loader.open(file)).isSameAs(plugin);
        if (users.contains(file)) {
          assertThat(Loaded.by(plugin).call("F", 1)).isEqualTo(1057);
        }
      }
    }
  }

  @Test
  void aVirtualThreadOpensAPlugin() throws Exception {
    Path file =
        compiler.cpp(
            "virtual.so",
            SOURCE.replace("dependency_00()", "local()") + "int local() { return 2; }");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Plugin>> plugins = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        plugins.add(threads.submit(() -> Loader.open(file)));
      }
      Plugin first = plugins.getFirst().get();
      for (Future<Plugin> plugin : plugins) {
        assertThat(plugin.get()).isSameAs(first);
      }
      assertThat(threads.submit(() -> Loaded.by(first).call("F", 1)).get()).isBetween(1052, 1999);
    }
  }
}
