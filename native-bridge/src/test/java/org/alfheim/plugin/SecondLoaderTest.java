package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What two frameworks in one JVM have, or one whose loader bundle was refreshed: these classes
 * twice.
 */
@Timeout(60)
class SecondLoaderTest {
  private static final String SLOW_COUNTER =
      """
      #include <unistd.h>
      int runs;
      __attribute__((constructor)) static void count(void) { usleep(100000); runs++; }
      """;

  @TempDir Path folder;

  @Test
  void aPluginThatOneHasOpenedIsTheSameImageForTheOther() throws Exception {
    Path file = new Compiler(folder).c("libtwice.so", SLOW_COUNTER);
    Plugin first = Loader.open(file);
    first.lookup("runs").variable(int.class).set(41);

    try (URLClassLoader second = secondCopy()) {
      Object symbol = lookUp(second, file);

      assertThat(get(symbol)).isEqualTo(41);
    }
  }

  @Test
  void twoAtOnceRunTheConstructorsOnce() throws Exception {
    Path file = new Compiler(folder).c("libatonce.so", SLOW_COUNTER);
    List<URLClassLoader> copies = List.of(secondCopy(), secondCopy(), secondCopy());
    List<Future<Object>> runs = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(copies.size())) {
      for (URLClassLoader copy : copies) {
        runs.add(threads.submit(() -> get(lookUp(copy, file))));
      }
      for (Future<Object> run : runs) {
        assertThat(run.get()).isEqualTo(1);
      }
    }
    for (URLClassLoader copy : copies) {
      copy.close();
    }
  }

  @Test
  void whatOneWasRefusedTheOtherMayTry() throws Exception {
    Compiler compiler = new Compiler(folder);
    compiler.c("libpart.so", "int part(void) { return 5; }");
    Path file =
        compiler.c(
            "libwhole.so",
            "int part(void); int runs; int whole(void) { return part(); }",
            "-L" + folder,
            "-lpart",
            "-Wl,-soname,libwhole.so");
    assertThatThrownBy(() -> Loader.open(file)).isInstanceOf(UnresolvedException.class);

    try (URLClassLoader second = secondCopy()) {
      open(
          second,
          compiler.c("libpart.so", "int part(void) { return 5; }", "-Wl,-soname,libpart.so"));

      assertThat(get(lookUp(second, file))).isEqualTo(0);
    }
  }

  private static URLClassLoader secondCopy() {
    URL classes = Plugin.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
  }

  private static Object open(ClassLoader copy, Path file) throws ReflectiveOperationException {
    Class<?> loader = copy.loadClass(Loader.class.getName());
    assertThat(loader).isNotEqualTo(Loader.class);
    return loader.getMethod("open", Path.class).invoke(null, file);
  }

  private static Object lookUp(ClassLoader copy, Path file) throws ReflectiveOperationException {
    Class<?> plugin = copy.loadClass(Plugin.class.getName());
    return plugin.getMethod("lookup", String.class).invoke(open(copy, file), "runs");
  }

  private static Object get(Object symbol) throws ReflectiveOperationException {
    ClassLoader copy = symbol.getClass().getClassLoader();
    Class<?> type = copy.loadClass(Symbol.class.getName());
    Object variable = type.getMethod("variable", Class.class).invoke(symbol, int.class);
    Class<?> variableType = copy.loadClass("org.alfheim.bind.Variable");
    return variableType.getMethod("get").invoke(variable);
  }
}
