package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.alfheim.itests.endtoend.Alfheim.alfheimReading;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins in the container: install, start, look up, use. */
class PluginTest {

  /** Prints when it is initialised, and how often it was. */
  private static final String COUNTING =
      """
      #include <stdio.h>
      int opened;
      __attribute__((constructor)) static void init(void) { opened++; puts("initialised"); }
      void twice(const char *s) { printf("%s", s); printf("%s\\n", s); }
      int add(int a, int b) { return a + b; }
      """;

  @TempDir Path folder;

  @Test
  void aPluginIsInstalledStartedLookedUpAndUsed() {
    Run run =
        alfheim(
            "run",
            "-c",
            """
            uninstall org.alfheim.plugins.hello
            install %s
            start org.alfheim.plugins.hello
            plugin:lookup hello V
            plugin:set hello 'int V' 7
            plugin:get hello 'int V'
            plugin:call hello 'void F(void)'
            """
                .formatted(Plugins.helloBundle()));
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Bundle ID: ")
        .contains("variable")
        .endsWith("\n7\nHello, number 7\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void theSamplesAreThere() {
    Run run = alfheim("run", "-c", "plugin:set hello 'int V' 7; plugin:call hello 'void F(void)'");
    assertThat(run.out()).isEqualTo("Hello, number 7\n");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  /** That of zlib1g-dev, whose code was compiled for programs. */
  @Test
  void aStaticLibraryIsOpenedLikeASharedOne() {
    Run run =
        alfheim(
            "run",
            "-c",
            """
            plugin:open %s
            plugin:call libz.so 'unsigned long crc32(unsigned long, const char *, unsigned)' 0 hello 5
            """
                .formatted(Plugins.library("libz.a")));
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith("\n907060870\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void aComponentUsesAPluginWithoutKnowing() {
    // The check value of CRC-32, as of the catalogue of parametrised CRC algorithms.
    assertThat(alfheim("run", "-c", "checksum:crc32 123456789").out()).isEqualTo("cbf43926\n");
  }

  @Test
  void whatAPluginPrintsIsInOrderWithWhatTheShellPrints() {
    Path plugin = Plugins.compile(folder, "counting.so", COUNTING);
    Run run =
        alfheimReading(
            """
            echo one
            start %s
            echo two
            plugin:call counting 'void twice(const char *)' x
            echo three
            plugin:call counting 'int add(int, int)' 2 40
            """
                .formatted(plugin),
            "run");
    assertThat(run.lines()).containsExactly("one", "initialised", "two", "xx", "three", "42");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void aBundleThatIsStoppedAndStartedIsNotInitialisedAgain() {
    Path plugin = Plugins.compile(folder, "counting.so", COUNTING);
    Run run =
        alfheim(
            "run",
            "-c",
            "b = $(install %s); start $b; stop $b; start $b; plugin:get counting 'int opened'"
                .formatted(plugin));
    assertThat(run.lines()).containsExactly("initialised", "1");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void aStoppedBundleHasNoServices() {
    Run run = alfheim("run", "-c", "stop org.alfheim.plugins.hello; plugin:lookup hello F");
    assertThat(run.err()).startsWith("alfheim: no plugin hello").hasLineCount(1);
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void aWrappedFileIsABundle() {
    Path plugin = Plugins.compile(folder, "counting.so", COUNTING);
    Path bundle = folder.resolve("counting.jar");
    Run wrap = alfheim("wrap", plugin.toString(), "-o", bundle.toString());
    assertThat(wrap.status()).as(wrap.err()).isZero();
    Run run =
        alfheim("run", "-c", "start " + bundle + "; plugin:call counting 'int add(int, int)' 2 40");
    assertThat(run.lines()).containsExactly("initialised", "42");
    assertThat(run.status()).isZero();
  }

  @Test
  void aBareFileOpensByItsUrl() {
    Path zlib = Plugins.library("libz.so.1");
    Run run =
        alfheim(
            "run",
            "-c",
            "start $(install elf:file:" + zlib + "); plugin:call libz 'char *zlibVersion(void)'");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).matches("\"?1\\.\\d+(\\.\\d+)*\"?\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void aPluginInADropFolderIsThereForTheCommands() throws Exception {
    Files.copy(
        Plugins.compile(folder, "counting.so", COUNTING),
        Files.createDirectory(folder.resolve("drop")).resolve("counting.so"));
    Run run =
        alfheim(
            "run",
            "--deploy",
            folder.resolve("drop").toString(),
            "-c",
            "plugin:call counting 'int add(int, int)' 2 40");
    assertThat(run.lines()).containsExactly("initialised", "42");
    assertThat(run.status()).isZero();
  }

  @Test
  void aPluginThatEndsTheProcessIsTold() {
    Path plugin =
        Plugins.compile(folder, "quits.so", "#include <stdlib.h>\nvoid quit(int n) { exit(n); }");
    Run run = alfheim("run", "-c", "start " + plugin + "; plugin:call quits 'void quit(int)' 3");
    assertThat(run.err())
        .matches(
            """
            alfheim: exit\\(3\\) called by quit\\+0x\\p{XDigit}+ \\(quits.so\\+0x\\p{XDigit}+\\)
            alfheim: the plugin ended the process: exit\\(3\\)
            """);
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void aPluginThatCannotBeInitialisedDoesNotStart() {
    Path plugin =
        Plugins.compile(
            folder, "lacking.so", "int not_here(void); int f(void) { return not_here(); }");
    Run run = alfheim("run", "-c", "start " + plugin);
    assertThat(run.err()).startsWith("alfheim: ").contains("not_here").hasLineCount(1);
    assertThat(run.status()).isEqualTo(1);
  }
}
