package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Functions that are missing and may be: judged by what {@code dlopen(RTLD_LAZY)} does. */
@Timeout(120)
@SuppressWarnings("restricted")
class UndefinedFunctionTest {
  private static final int RTLD_LAZY = 1;
  private static final String ORIGIN = "-Wl,-rpath,$ORIGIN";
  private static final OpenOptions WAIVED =
      OpenOptions.builder().waive(Waiver.UNDEFINED_FUNCTIONS).build();

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  private static Loaded waived(Path file) {
    return Loaded.by(Loader.open(file, WAIVED));
  }

  /** Whether {@code dlopen(3)} with RTLD_LAZY opens a file. */
  private static boolean lazily(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle =
          (MemorySegment)
              Linker.nativeLinker()
                  .downcallHandle(
                      Linker.nativeLinker().defaultLookup().findOrThrow("dlopen"),
                      FunctionDescriptor.of(
                          ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                  .invoke(arena.allocateFrom(file.toString()), RTLD_LAZY);
      return handle.address() != 0;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsNotCalledIsNotMissedAndTheRestIsBound() {
    Path file =
        compiler.c(
            "libhalf.so",
            """
            #include <stdlib.h>
            int gone(int); extern int perhaps(void) __attribute__((weak));
            int G(void) { return gone(1) + (perhaps ? perhaps() : 0); }
            int F(void) { return abs(-7); }
            """,
            "-Wl,-z,lazy");

    assertThatThrownBy(() -> Loader.open(file))
        .isInstanceOf(UnresolvedException.class)
        .hasMessageContaining("undefined symbol gone; ")
        .hasMessageEndingWith("or open it with the waiver undefined-functions");
    assertThat(lazily(file)).isTrue();
    assertThat(waived(file).call("F")).isEqualTo(7);
  }

  @Test
  void whatALibraryOfALibraryDefinesIsBound() {
    compiler.c("libinner.so", "int inner(void) { return 3; }", "-Wl,-soname,libinner.so");
    compiler.c(
        "libouter.so",
        "int inner(void); int outer(void) { return inner(); }",
        "-Wl,-soname,libouter.so",
        "-L" + folder,
        "-linner",
        ORIGIN);
    Path file =
        compiler.c(
            "libdeep.so",
            "int inner(void), outer(void), gone(void); int G(void) { return gone(); }"
                + " int F(void) { return inner() * 10 + outer(); }",
            "-L" + folder,
            "-louter",
            "-Wl,--allow-shlib-undefined,-z,lazy",
            ORIGIN);

    assertThat(waived(file).call("F")).isEqualTo(33);
  }

  @Test
  void variablesAndFunctionsWhoseAddressIsKeptAreMissed() {
    Path file =
        compiler.c(
            "libneeds.so",
            """
            extern int variable; int kept(void), called(void);
            int (*pointer)(void) = kept;
            int F(void) { return variable + called(); }
            """,
            "-Wl,-z,lazy");

    assertThat(lazily(file)).isFalse();
    assertThatThrownBy(() -> Loader.open(file, WAIVED))
        .isInstanceOfSatisfying(
            UnresolvedException.class,
            refusal -> assertThat(refusal.symbols()).containsExactly("kept", "variable"))
        .hasMessageNotContaining("waiver");
    assertThatThrownBy(() -> Loader.open(file))
        .isInstanceOfSatisfying(
            UnresolvedException.class,
            refusal -> assertThat(refusal.symbols()).containsExactly("called", "kept", "variable"));
  }

  @Test
  void anImageThatIsBoundAtOnceMissesItsFunctions() {
    Path file =
        compiler.c("libnow.so", "int gone(void); int F(void) { return gone(); }", "-Wl,-z,now");

    assertThat(lazily(file)).isFalse();
    assertThatThrownBy(() -> Loader.open(file, WAIVED))
        .isInstanceOf(UnresolvedException.class)
        .hasMessageContaining("undefined symbol gone; ")
        .hasMessageNotContaining("waiver");
  }

  @Test
  void aFunctionOfAVersionThatTheLibraryLacksMayBeMissing() {
    Path library =
        compiler.c(
            "libver.so",
            "int f(void) { return 1; } int g(void) { return 2; }",
            "-Wl,-soname,libver.so",
            compiler.versions("full", "V1 { global: f; local: *; }; V2 { global: g; } V1;"));
    Path file =
        compiler.c(
            "libveruser.so",
            "int f(void), g(void); int F(void) { return f(); } int G(void) { return g(); }",
            library.toString(),
            "-Wl,-z,lazy",
            ORIGIN);
    compiler.c(
        "libver.so",
        "int f(void) { return 1; }",
        "-Wl,-soname,libver.so",
        compiler.versions("less", "V1 { global: f; local: *; };"));

    assertThatThrownBy(() -> Loader.open(file))
        .hasMessageEndingWith("or open it with the waiver undefined-functions");
    assertThat(waived(file).call("F")).isEqualTo(1);
  }

  /** Of a function that is jumped to, it is the caller's caller that it would return to. */
  @Test
  void aCallThatIsAJumpNamesAnAddress() {
    ChildJvm.Outcome outcome = ChildJvm.of(Calls.class).run(caller(), "tail");

    assertThat(outcome.status()).isEqualTo(127);
    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .matches(".*: undefined symbol: gone, called from 0x7\\p{XDigit}{11}");
  }

  /** Opens a file, calls a function of it, and says so if it returns. */
  static final class Calls {
    public static void main(String[] arguments) throws Exception {
      Path file = Path.of(arguments[0]);
      Plugin plugin =
          arguments.length > 2
              ? Loader.open(arguments[2], Files.readAllBytes(file), WAIVED)
              : Loader.open(file, WAIVED);
      Runnable call = () -> System.out.println("got " + Loaded.by(plugin).call(arguments[1]));
      Thread thread = new Thread(call);
      thread.start();
      thread.join();
    }
  }

  private Path caller() {
    return compiler.c(
        "libcaller.so",
        """
        long long gone(int, ...);
        int F(void) { return gone(1, 2.0, "three") + 1; }
        __attribute__((optimize("O2"))) long long tail(void) { return gone(4); }
        """,
        "-Wl,-z,lazy");
  }

  @Test
  void aCallEndsTheProcessWithNameAndCaller() {
    Path file = caller();
    ChildJvm.Outcome outcome = ChildJvm.of(Calls.class).run(file, "F");

    assertThat(outcome.status()).isEqualTo(127);
    assertThat(outcome.lines()).hasSize(1);
    String start =
        "alfheim: symbol lookup error: " + file + ": undefined symbol: gone, called from " + file;
    String line = outcome.lines().getFirst();
    assertThat(line).startsWith(start + "+0x");
    long offset = Long.decode(line.substring(start.length() + 1));
    String function =
        Compiler.run(List.of("addr2line", "-f", "-e", file.toString(), Long.toHexString(offset)));
    assertThat(function.lines().findFirst()).contains("F");
  }

  @Test
  void aCallFromAnImageInMemoryIsNamedByItsName() {
    ChildJvm.Outcome outcome = ChildJvm.of(Calls.class).run(caller(), "F", "jar!/lib/libmem.so");

    assertThat(outcome.status()).isEqualTo(127);
    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .matches(
            "alfheim: symbol lookup error: jar!/lib/libmem.so#[-\\p{XDigit}]+: undefined symbol: gone, "
                + "called from jar!/lib/libmem.so#[-\\p{XDigit}]+\\+0x\\p{XDigit}+");
  }
}
