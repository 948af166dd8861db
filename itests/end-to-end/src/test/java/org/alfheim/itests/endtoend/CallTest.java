package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.alfheim.itests.endtoend.Plugins.library;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallTest {

  @TempDir Path folder;

  @Test
  void zlibSumsAText() {
    CRC32 expected = new CRC32();
    expected.update(new byte[] {'h', 'e', 'l', 'l', 'o'});
    Run run =
        alfheim(
            "call",
            library("libz.so.1").toString(),
            "unsigned long crc32(unsigned long, const char *, unsigned)",
            "0",
            "hello",
            "5");
    assertThat(run.out()).isEqualTo(expected.getValue() + "\n");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void bytesThatAreNotUtf8ReachTheFunctionAsTheyAre() {
    Plugins.compile(
        folder,
        "hex.so",
        """
        #include <stdio.h>
        void hex(const char *s) { while (*s) printf("%02x", (unsigned char) *s++); puts(""); }
        int code(unsigned char c) { return c; }
        """);
    String hex = "; alfheim call hex.so 'void hex(const char *)' ";
    Run run =
        Alfheim.bash(
            "cd '"
                + folder
                + "'"
                + hex
                + "$'a\\xf6b'"
                + hex
                + "$'@text:\\xff\\xfe'"
                + hex
                + "$'\\xc3\\xb6\\xc3'"
                + "; alfheim call hex.so 'int code(unsigned char)' $'\\'\\xf6\\''");
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).containsExactly("61f662", "fffe", "c3b6c3", "246");
  }

  /** The text is the thread's, until it calls the dynamic linker again (dlerror(3)). */
  @Test
  void whatTheDynamicLinkerToldAPluginIsReadAsItWas() {
    Path plugin =
        Plugins.compile(
            folder,
            "why.so",
            """
            #include <dlfcn.h>
            const char *why(void) { dlopen("/nonexistent/x.so", RTLD_NOW); return dlerror(); }
            """);
    Run run = alfheim("call", plugin.toString(), "const char *why(void)");
    assertThat(run.out())
        .contains("/nonexistent/x.so: cannot open shared object file: No such file or directory");
    assertThat(run.status()).isZero();
  }

  @Test
  void sqliteTellsItsVersion() {
    Run run =
        alfheim(
            "call", library("libsqlite3.so.0").toString(), "const char *sqlite3_libversion(void)");
    assertThat(run.out()).matches("\"?3\\.\\d+\\.\\d+\"?\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void theProcessesOwnCopyOfTheMathematicsLibraryComputes() {
    Run run = alfheim("call", library("libm.so.6").toString(), "double cos(double)", "0");
    assertThat(run.out()).isEqualTo("1.0\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void theSampleGreetsOnTheStandardOutput() {
    Run run = alfheim("call", Plugins.hello().toString(), "void F(void)");
    assertThat(run.out()).isEqualTo("Hello, number 0\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void aMissingSymbolIsNamed() {
    Run run = alfheim("call", library("libz.so.1").toString(), "int crc23(void)");
    assertThat(run.err()).startsWith("alfheim: ").contains("crc23").hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void aPluginsOwnExitIsReportedAndItsStatusPassedOn() {
    Path plugin =
        Plugins.compile(folder, "quits.so", "#include <stdlib.h>\nvoid quit(int n) { exit(n); }");
    for (int status : new int[] {0, 1, 7}) {
      Run run = alfheim("call", plugin.toString(), "void quit(int)", Integer.toString(status));
      assertThat(run.err())
          .isEqualTo("alfheim: the plugin ended the process: exit(" + status + ")\n");
      assertThat(run.status()).isEqualTo(status);
    }
  }

  @Test
  void aCrashIsOneLineAndAReport() {
    Path plugin =
        Plugins.compile(folder, "crashes.so", "int crash(int *p) { return *(volatile int *) p; }");
    Run run = alfheim("call", plugin.toString(), "int crash(long)", "16");
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("alfheim: the plugin crashed the process: SIGSEGV in crash")
        .hasLineCount(1);
    assertThat(run.status()).isEqualTo(134);
    Path report = Path.of(run.err().replaceFirst("(?s).*report: (.*)\n", "$1"));
    assertThat(report).content().contains("SIGSEGV");
    assertThat(Files.exists(Path.of("hs_err.log"))).isFalse();
    assertThat(report.toFile().delete()).isTrue();
  }

  @Test
  void anAbortIsNamed() {
    Path plugin =
        Plugins.compile(folder, "aborts.so", "#include <stdlib.h>\nvoid stop(void) { abort(); }");
    Run run = alfheim("call", plugin.toString(), "void stop(void)");
    assertThat(run.err()).isEqualTo("alfheim: the plugin ended the process: SIGABRT\n");
    assertThat(run.status()).isEqualTo(134);
  }
}
