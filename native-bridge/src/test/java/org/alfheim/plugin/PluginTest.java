package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.SymbolKind;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PluginTest {
  private static final String COUNTER =
      """
      int V = 3;
      int runs;
      int F(void) { return V * 2; }
      __attribute__((constructor)) static void count(void) { runs++; }
      """;

  @TempDir(cleanup = CleanupMode.ALWAYS)
  Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @Test
  void opensAFileAndUsesItsVariablesAndFunctions() {
    LocalPlugin plugin =
        Loader.openLocal(compiler.c("libcounter.so.1.2.3", COUNTER, "-Wl,-soname,libcounter.so.1"));

    plugin.lookup("V").variable(int.class).set(7);

    assertThat(plugin.lookup("F").function("int F(void)").call(List.of())).isEqualTo(14);
    assertThat(plugin.lookup("V").variable("int V").get()).isEqualTo(7);
    assertThat(plugin.name()).isEqualTo("libcounter.so.1.2.3");
    assertThat(plugin.soname()).hasValue("libcounter.so.1");
    assertThat(plugin.version()).hasValue("1.2.3");
    assertThat(plugin.symbols()).extracting(Symbol::name).containsExactly("F", "V", "runs");
    assertThat(plugin.lookup("F").kind()).isEqualTo(SymbolKind.FUNCTION);
    assertThat(plugin.lookup("V").kind()).isEqualTo(SymbolKind.VARIABLE);
    assertThat(plugin.lookup("V").size()).isEqualTo(4);
    assertThat(Loader.opened()).contains(plugin);
  }

  @Test
  void isTheSamePluginByEveryPathToTheFile() throws IOException {
    Path file = compiler.c("libsame.so", COUNTER);
    Path link = Files.createSymbolicLink(folder.resolve("link.so"), file);
    LocalPlugin plugin = Loader.openLocal(file);

    assertThat(Loader.openLocal(file)).isSameAs(plugin);
    assertThat(Loader.openLocal(link)).isSameAs(plugin);
    assertThat(Loader.openLocal(folder.resolve("../" + folder.getFileName() + "/libsame.so")))
        .isSameAs(plugin);
    assertThat(runs(plugin)).isEqualTo(1);
  }

  @Test
  void anotherFileWithTheSameContentIsAnotherPlugin() throws IOException {
    Path file = compiler.c("libone.so", COUNTER);
    LocalPlugin one = Loader.openLocal(file);
    LocalPlugin two = Loader.openLocal(Files.copy(file, folder.resolve("libtwo.so")));

    one.lookup("V").variable(int.class).set(100);

    assertThat(two).isNotSameAs(one);
    assertThat(two.lookup("V").variable(int.class).get()).isEqualTo(3);
  }

  @Test
  void opensAnImageInMemoryOnce() throws IOException {
    byte[] image = Files.readAllBytes(compiler.c("libmemory.so", COUNTER));
    LocalPlugin plugin = Loader.openLocal("bundle!/lib/libmemory.so", image);

    assertThat(Loader.openLocal("bundle!/lib/libmemory.so", image.clone())).isSameAs(plugin);
    assertThat(Loader.openLocal("other!/lib/libmemory.so", image)).isNotSameAs(plugin);
    assertThat(plugin.path()).isEmpty();
    assertThat(plugin.name()).isEqualTo("libmemory.so");
    assertThat(runs(plugin)).isEqualTo(1);
  }

  @Test
  void aHundredThreadsGetOnePluginAndOneRunOfItsConstructors() throws Exception {
    Path file =
        compiler.c(
            "libslow.so",
            """
            #include <unistd.h>
            int runs;
            __attribute__((constructor)) static void slow(void) { usleep(50000); runs++; }
            """);
    CountDownLatch allAtOnce = new CountDownLatch(100);
    List<Future<LocalPlugin>> plugins = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
      for (int i = 0; i < 100; i++) {
        plugins.add(
            threads.submit(() -> {
              allAtOnce.countDown();
              allAtOnce.await();
              return Loader.openLocal(file);
            }));
      }
      LocalPlugin first = plugins.getFirst().get();
      for (Future<LocalPlugin> plugin : plugins) {
        assertThat(plugin.get()).isSameAs(first);
      }
      assertThat(runs(first)).isEqualTo(1);
    }
  }

  @Test
  void twoVersionsOfALibraryLiveSideBySideEachWithItsConsumer() throws IOException {
    byte[][] images = new byte[2][];
    for (int version = 1; version <= 2; version++) {
      images[version - 1] =
          Files.readAllBytes(
              compiler.c(
                  "libpair.so",
                  "int pair(void) { return " + version + "; }",
                  "-Wl,-soname,libpair.so"));
    }
    byte[] consumer =
        Files.readAllBytes(
            compiler.c(
                "libconsumer.so",
                "int pair(void); int consume(void) { return 10 * pair(); }",
                "-L" + folder,
                "-lpair"));
    LocalPlugin one = Loader.openLocal("one!/libpair.so", images[0]);
    LocalPlugin two = Loader.openLocal("two!/libpair.so", images[1]);

    LocalPlugin ofOne =
        Loader.openLocal("consumer", consumer, OpenOptions.builder().dependOn(one).build());
    LocalPlugin ofTwo =
        Loader.openLocal("consumer", consumer, OpenOptions.builder().dependOn(two).build());

    assertThat(call(ofOne.lookup("consume"))).isEqualTo(10);
    assertThat(call(ofTwo.lookup("consume"))).isEqualTo(20);
    assertThat(Loader.openLocal("consumer", consumer, OpenOptions.builder().dependOn(two).build()))
        .isSameAs(ofTwo);
  }

  @Test
  void changingTheFileAfterwardsChangesNothing() throws IOException {
    Path file = compiler.c("libshrink.so", COUNTER + "const char big[100000] = {1};\n");
    LocalPlugin plugin = Loader.openLocal(file);

    Files.write(file, new byte[0]);

    assertThat(plugin.lookup("F").function("int F(void)").call(List.of())).isEqualTo(6);
    assertThat(plugin.find("big")).isPresent();
    assertThat(plugin.symbols()).hasSize(4);
  }

  @Test
  void aSymbolThatIsNotThereIsNamed() {
    LocalPlugin plugin = Loader.openLocal(compiler.c("libnone.so", COUNTER));

    assertThat(plugin.find("G")).isEmpty();
    assertThatThrownBy(() -> plugin.lookup("G"))
        .isInstanceOf(SymbolNotFoundException.class)
        .hasMessageContaining("symbol G not found in plugin libnone.so");
    assertThatThrownBy(() -> plugin.lookup("count")).isInstanceOf(SymbolNotFoundException.class);
  }

  @Test
  void aSymbolThatWasMistypedIsSuggested() {
    LocalPlugin plugin =
        Loader.openLocal(compiler.c("libtypo.so", "int crc32(void) { return 1; } int adler32;"));

    assertThatThrownBy(() -> plugin.lookup("crc23"))
        .isInstanceOf(SymbolNotFoundException.class)
        .hasMessageEndingWith("symbol crc23 not found in plugin libtypo.so; did you mean crc32?");
    assertThatThrownBy(() -> plugin.lookup("deflate"))
        .hasMessageEndingWith("symbol deflate not found in plugin libtypo.so");
  }

  @Test
  void findsTheDefaultVersionAndOthersByName() throws IOException {
    Path script = folder.resolve("map");
    Files.writeString(script, "V1 { global: f; local: *; }; V2 { global: f; } V1;");
    LocalPlugin plugin =
        Loader.openLocal(
            compiler.c(
                "libversions.so",
                """
                int one(void) { return 1; }
                int two(void) { return 2; }
                __asm__(".symver one, f@V1");
                __asm__(".symver two, f@@V2");
                """,
                "-Wl,--version-script=" + script));

    assertThat(call(plugin.lookup("f"))).isEqualTo(2);
    assertThat(call(plugin.find("f", "V1").orElseThrow())).isEqualTo(1);
    assertThat(call(plugin.find("f", "V2").orElseThrow())).isEqualTo(2);
    assertThat(plugin.lookup("f").version()).hasValue("V2");
    assertThat(plugin.symbols()).extracting(Symbol::name).containsExactly("f");
    assertThat(plugin.find("f", "V3")).isEmpty();
  }

  @Test
  void aSymbolThatIsNoPlaceInMemoryHasNoTypedView() {
    LocalPlugin plugin =
        Loader.openLocal(
            compiler.c(
                "libabsolute.so",
                """
                __asm__(".globl level\\n.set level, 42");
                int number;
                __asm__(".globl sizeless\\n.set sizeless, number");
                """));

    assertThatThrownBy(() -> plugin.lookup("level").variable(int.class).get())
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("level is an absolute value");
    assertThatThrownBy(() -> plugin.lookup("sizeless").variable("char sizeless[100000000]").get())
        .isInstanceOf(BindingException.class);
    assertThat(plugin.lookup("sizeless").variable(int.class).get()).isEqualTo(0);
  }

  @Test
  void textRelocationsAreRefusedUnlessWaivedAndNoPageIsEverWritableAndExecutable()
      throws IOException {
    Path file =
        compiler.c(
            "libtextrel.so",
            """
            int answer = 42;
            __asm__(".text\\n.globl text\\n.type text,@function\\n"
                    "text: movabs $answer, %rax\\nmov (%rax), %eax\\nret\\n.size text, .-text");
            """,
            "-Wl,-z,notext");
    assertThatThrownBy(() -> Loader.openLocal(file))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("text relocation")
        .hasMessageEndingWith("or open it with the waiver text-relocations");

    LocalPlugin plugin =
        Loader.openLocal(file, OpenOptions.builder().waive(Waiver.TEXT_RELOCATIONS).build());

    assertThat(call(plugin.lookup("text"))).isEqualTo(42);
    assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
        .filteredOn(line -> line.contains("libtextrel.so"))
        .isNotEmpty()
        .noneMatch(line -> line.contains("wx"));
  }

  @Test
  void anExecutableStackIsRefusedUnlessWaivedAndStillNotGiven() {
    Path file = compiler.c("libexecstack.so", COUNTER, "-Wl,-z,execstack");
    assertThatThrownBy(() -> Loader.openLocal(file))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageEndingWith("or open it with the waiver executable-stack");

    LocalPlugin plugin =
        Loader.openLocal(file, OpenOptions.builder().waive(Waiver.EXECUTABLE_STACK).build());

    assertThat(call(plugin.lookup("F"))).isEqualTo(6);
    assertThat(Path.of("/proc/self/maps")).content().doesNotContainPattern("rwx[ps] .*\\[stack");
  }

  @Test
  void aLibraryThatTheProcessHasAlreadyIsNotMappedAgain() {
    LocalPlugin libc = Loader.openLocal(Path.of("/lib/x86_64-linux-gnu/libc.so.6"));

    assertThat(libc.image().shared()).isTrue();
    assertThat(Loader.openLocal(Path.of("/lib64/ld-linux-x86-64.so.2")).image().shared()).isTrue();
    assertThat(Loader.openLocal(Path.of("/lib/x86_64-linux-gnu/libm.so.6")).image().shared())
        .isTrue();
    assertThat(call(libc.lookup("getpid"))).isEqualTo((int) ProcessHandle.current().pid());
    assertThat(libc.lookup("memcpy").function("void *memcpy(void *, const void *, size_t)"))
        .isNotNull();
  }

  @Test
  void aSecondLibcIsRefused() throws IOException {
    Path copy = Files.copy(Path.of("/lib/x86_64-linux-gnu/libc.so.6"), folder.resolve("libc.so.6"));

    assertThatThrownBy(() -> Loader.openLocal(copy))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("a second libc.so.6");
  }

  @Test
  void systemPropertiesStayStrings() {
    Loader.openLocal(compiler.c("libproperties.so", COUNTER));

    assertThat(System.getProperties())
        .allSatisfy((key, value) -> assertThat(value).isInstanceOf(String.class));
  }

  @Test
  void aVersionThatASymbolDoesNotHaveIsNotFound() {
    LocalPlugin zlib = Loader.openLocal(Path.of("/lib/x86_64-linux-gnu/libz.so.1"));

    assertThat(zlib.find("adler32", "NOSUCH")).isEmpty();
    assertThat(zlib.find("adler32_z", "ZLIB_1.2.9")).isPresent();
  }

  private static Object runs(LocalPlugin plugin) {
    return plugin.lookup("runs").variable(int.class).get();
  }

  private static Object call(Symbol symbol) {
    return symbol.function("int " + symbol.name() + "(void)").call(List.of());
  }
}
