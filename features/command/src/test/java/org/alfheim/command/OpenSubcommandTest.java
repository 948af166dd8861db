package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSubcommandTest {
  private static final Path LIBZ = Path.of("/lib/x86_64-linux-gnu/libz.so.1");
  private static final Path LIBC = Path.of("/lib/x86_64-linux-gnu/libc.so.6");

  @TempDir private Path folder;

  @Test
  void reportsEachPluginOnOneLineWithFigures() {
    Path file =
        Tool.gcc(
            folder,
            "libone.so",
            "int V = 7; int *where(void) { return &V; }",
            "-shared",
            "-Wl,-soname,libone.so.3");

    Run run = Run.alfheim("open", LIBZ, file, LIBC);

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "ok "
                            + LIBZ
                            + " soname=libz.so.1 symbols=\\d+ relocations=\\d+ segments=4 bytes="
                            + loadedBytes(LIBZ)
                            + " ms=\\d+\\.\\d"),
            line ->
                assertThat(line)
                    .matches(
                        "ok "
                            + file
                            + " soname=libone.so.3 symbols=2 relocations=\\d+ segments=4 bytes="
                            + loadedBytes(file)
                            + " ms=\\d+\\.\\d"),
            line -> assertThat(line).matches("ok " + LIBC + " soname=libc.so.6 .* shared=yes"));
  }

  /** The sum of MemSiz over the LOAD lines of readelf. */
  private static long loadedBytes(Path file) {
    return Tool.run("readelf", "--wide", "--segments", file.toString())
        .lines()
        .map(line -> line.strip().split(" +"))
        .filter(row -> row[0].equals("LOAD"))
        .mapToLong(row -> Long.decode(row[5]))
        .sum();
  }

  @Test
  void goesOnAfterAFailureAndSaysSoInItsStatus() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "nothing to load here");

    Run run = Run.alfheim("open", "/nowhere/lib.so", text, folder, LIBZ);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("FAIL /nowhere/lib.so: no such file"),
            line ->
                assertThat(line)
                    .startsWith("FAIL " + text + ": invalid filetype, only ELF64 supported"),
            line -> assertThat(line).startsWith("FAIL " + folder + ": ").contains("directory"),
            line -> assertThat(line).startsWith("ok " + LIBZ + " "));
  }

  @Test
  void showsWhereAFileWasRefusedIfThatIsAsked() {
    Run run = Run.alfheim("open", "--stacktrace", "/nowhere/lib.so", LIBZ);

    assertThat(run.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("FAIL /nowhere/lib.so: no such file"),
            line -> assertThat(line).startsWith("ok " + LIBZ + " "));
    assertThat(run.err())
        .contains("/nowhere/lib.so: no such file", "\tat org.alfheim.")
        .doesNotContain("libz");
  }

  @Test
  void takesAnEmptyNameForNoFile() {
    assertThat(Run.alfheim("open", "").lines())
        .containsExactly("FAIL '': an empty name is that of no file");
    assertThat(Run.alfheim("inspect", "").err())
        .isEqualTo("alfheim: '': an empty name is that of no file\n");
  }

  @Test
  void saysWhereALibraryIsThatIsNotHere() {
    Run run = Run.alfheim("open", "libz.so.1");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.lines())
        .containsExactly(
            "FAIL libz.so.1: no such file here; there is /lib/x86_64-linux-gnu/libz.so.1");
    assertThat(Run.alfheim("call", "libm.so.6", "double cos(double)", "0").err())
        .contains("there is /lib/x86_64-linux-gnu/libm.so.6");
  }

  @Test
  void opensWhatItsUserTakesTheRiskOf() {
    Path file = Tool.gcc(folder, "libstack.so", "int V = 7;", "-shared", "-Wl,-z,execstack");

    assertThat(Run.alfheim("open", file).lines())
        .singleElement()
        .asString()
        .startsWith("FAIL " + file + ": ")
        .contains("executable stack");
    Run waived = Run.alfheim("open", "--waive", "executable-stack", file);
    assertThat(waived.status()).isZero();
    assertThat(waived.out()).startsWith("ok " + file + " ");
    assertThat(Run.alfheim("plan", "--waive", "EXECUTABLE_STACK,text-relocations", file).status())
        .isZero();
    assertThat(Run.alfheim("call", "--waive", "executable-stack", file, "int V(void)").err())
        .contains("is a variable");
    Run unknown = Run.alfheim("open", "--waive", "everything", file);
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err())
        .isEqualTo(
            "alfheim: --waive takes executable-stack, text-relocations, nodlopen, undefined-functions or types, not 'everything'; see alfheim open --help\n");
  }

  @Test
  void opensWhatLacksAFunctionIfThatIsWaivedAndItsCallSaysWhichEndsTheProcess() {
    Path file =
        Tool.gcc(
            folder,
            "liblazy.so",
            "int alfheim_gone(void); int G(void) { return alfheim_gone(); } int F(void) { return 7; }",
            "-shared",
            "-fPIC",
            "-Wl,-z,lazy");

    assertThat(Run.alfheim("open", file).out()).endsWith("the waiver undefined-functions\n");
    assertThat(Run.alfheim("plan", "--waive", "undefined-functions", file).out())
        .doesNotContain("missing   symbol");
    String waiver = "--waive=undefined-functions";
    assertThat(Run.alfheim("call", waiver, file, "int F(void)").out()).isEqualTo("7\n");
    Forked ended = Forked.alfheim("call", waiver, file, "int G(void)");
    assertThat(ended.status()).isEqualTo(127);
    assertThat(ended.output()).contains(file + ": undefined symbol: alfheim_gone, called from ");
  }

  @Test
  void namesWhatIsMissing() {
    Path file =
        Tool.gcc(
            folder,
            "libmissing.so",
            "extern int alfheim_absent(void); int f(void) { return alfheim_absent(); }");

    Run run = Run.alfheim("open", file);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.lines())
        .singleElement()
        .asString()
        .startsWith("FAIL " + file + ": ")
        .contains("alfheim_absent");
  }

  @Test
  void keepsAFileNameWithALineEndOnOneLine() {
    Run run = Run.alfheim("open", "two\nlines.so");

    assertThat(run.lines()).containsExactly("FAIL two\\nlines.so: no such file");
  }

  @Test
  void showsWhatConstructorsPrintBeforeTheLineOfTheirPlugin() {
    Path first = Tool.gcc(folder, "libfirst.so", PRINTS.formatted("first"));
    Path second = Tool.gcc(folder, "libsecond.so", PRINTS.formatted("second"));

    Forked run = Forked.alfheim("open", first, second);

    assertThat(run.status()).isZero();
    assertThat(run.output().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("constructor of first"),
            line -> assertThat(line).startsWith("ok " + first + " "),
            line -> assertThat(line).isEqualTo("constructor of second"),
            line -> assertThat(line).startsWith("ok " + second + " "));
  }

  private static final String PRINTS =
      """
      #include <stdio.h>
      __attribute__((constructor)) static void begin(void) { printf("constructor of %s\\n"); }
      """;
}
