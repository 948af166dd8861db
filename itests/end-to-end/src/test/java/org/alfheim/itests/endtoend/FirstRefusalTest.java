package org.alfheim.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first refusal of a process that comes from ld.so, in the programs as they ship: with their
 * start-up caches, without which a JVM does not start here.
 */
class FirstRefusalTest {
  private static final String STATIC_TLS =
      """
      static __thread char s[4000] __attribute__((tls_model("initial-exec")));
      int f(void) { return ++s[3]; }
      """;

  private static final String NO_ROOM = "no room left for static thread-local storage";

  @TempDir Path folder;

  /** The build has made them before these tests. */
  @BeforeAll
  static void expectCaches() {
    for (String program : new String[] {"command", "container"}) {
      assertThat(Alfheim.root().resolve(".alfheim").resolve(program + ".aot")).exists();
    }
  }

  @Test
  void namesStaticThreadLocalStorage() {
    Path file = Plugins.compile(folder, "libie.so", STATIC_TLS);

    Run open = withCache("open", file.toString());
    assertThat(open.out()).startsWith("FAIL " + file + ": ").contains(NO_ROOM).hasLineCount(1);
    assertThat(open.status()).isEqualTo(1);

    isOneLine(withCache("call", file.toString(), "int f(void)"), NO_ROOM);
    isOneLine(withCache("lookup", file.toString(), "f"), NO_ROOM);
    isOneLine(withCache("run", "-c", "start elf:file:" + file), NO_ROOM);
  }

  @Test
  void namesTheSymbolThatALibraryOfThePluginLacks() {
    Plugins.compile(
        folder, "libdep.so", "extern int nowhere(void); int f(void) { return nowhere(); }");
    Path file =
        Plugins.compile(
            folder,
            "libtop.so",
            "extern int f(void); int top(void) { return f(); }",
            "-L" + folder,
            "-ldep",
            "-Wl,-rpath," + folder);
    String reason = "undefined symbol: nowhere";

    Run open = withCache("open", file.toString());
    assertThat(open.out()).startsWith("FAIL " + file + ": ").contains(reason).hasLineCount(1);

    isOneLine(withCache("call", file.toString(), "int top(void)"), reason);
    isOneLine(withCache("run", "-c", "start elf:file:" + file), reason);
  }

  private static void isOneLine(Run run, String reason) {
    assertThat(run.err()).startsWith("alfheim: ").contains(reason).hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
  }

  /** The command, in a JVM that ends at once if its cache can't be used. */
  private static Run withCache(String... words) {
    return Alfheim.alfheimWith("ALFHEIM_JAVA_OPTIONS", "-XX:AOTMode=on", words);
  }
}
