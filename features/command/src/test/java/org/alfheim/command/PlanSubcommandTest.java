package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanSubcommandTest {
  @TempDir private Path folder;
  private Path first;
  private Path second;

  @BeforeEach
  void compile() {
    first =
        Tool.gcc(
            folder,
            "libfirst.so",
            """
            #include <stdlib.h>
            int first = 1;
            __attribute__((constructor)) static void begin(void) { abort(); }
            """,
            "-shared",
            "-Wl,-soname,libfirst.so",
            "-Wl,-z,relro");
    second =
        Tool.gcc(
            folder,
            "libsecond.so",
            "extern int first; int *second(void) { return &first; }",
            "-shared",
            "-L" + folder,
            "-lfirst");
  }

  @Test
  void showsWhatAnOpenWouldDoAndDoesNothing() {
    // The constructor would end this process.
    Run run = Run.alfheim("plan", first);

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .startsWith(first + ": libfirst.so")
        .anyMatch(
            line -> line.matches("  reserve   \\d+ bytes from 0x0 of the image, aligned to 0x1000"))
        .contains(
            "  need      libc.so.6, the file /lib/x86_64-linux-gnu/libc.so.6",
            "  ask       abort@GLIBC_2.2.5 of libc.so.6 (R_X86_64_GLOB_DAT)")
        .anyMatch(
            line -> line.matches("  map       r-x 0x1000, 4096 bytes of the file from 0x1000"))
        .anyMatch(line -> line.matches("  relocate  \\d+ places: .*"))
        .anyMatch(line -> line.matches("  seal      4096 bytes from 0x[0-9a-f]+, read-only"))
        .anyMatch(line -> line.matches("  run       2 functions of DT_INIT_ARRAY at 0x[0-9a-f]+"));
  }

  @Test
  void letsALaterFileFindAnEarlierOne() {
    Run alone = Run.alfheim("plan", second);

    assertThat(alone.status()).isEqualTo(1);
    assertThat(alone.lines())
        .contains("  need      libfirst.so, which is not found")
        .endsWith("  missing   library libfirst.so, needed by " + second);
    Run after = Run.alfheim("plan", first, second);
    assertThat(after.status()).isZero();
    assertThat(after.lines()).contains("  need      libfirst.so, a plugin");
  }

  @Test
  void namesMissingSymbols() {
    Path file =
        Tool.gcc(
            folder,
            "libmissing.so",
            "extern int alfheim_absent(void); int f(void) { return alfheim_absent(); }");

    Run run = Run.alfheim("plan", file);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.lines()).endsWith("  missing   symbol alfheim_absent");
    assertThat(Run.alfheim("plan", "--json", file).jsonObjects().getFirst())
        .containsEntry("missing", List.of("symbol alfheim_absent"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void anImportOfCppHasInJsonTheNameThatPeopleWrite() {
    Path file =
        Tool.cpp(folder, "libends.so", "#include <exception>\nvoid f() { std::terminate(); }");

    assertThat(
            (List<Map<String, Object>>)
                Run.alfheim("plan", "--json", file).jsonObjects().getFirst().get("imports"))
        .anySatisfy(asked ->
            assertThat(asked)
                .containsEntry("name", "_ZSt9terminatev")
                .containsEntry("demangled", "std::terminate()"))
        .anySatisfy(asked -> assertThat(asked).doesNotContainKey("demangled"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void writesThePlanAsJson() {
    List<Map<String, Object>> plans = Run.alfheim("plan", "--json", first, second).jsonObjects();

    assertThat(plans).hasSize(2);
    assertThat(plans.get(0))
        .containsEntry("file", first.toString())
        .containsEntry("soname", "libfirst.so")
        .containsEntry("start", 0);
    assertThat((List<Map<String, Object>>) plans.get(0).get("imports"))
        .anySatisfy(asked ->
            assertThat(asked)
                .containsEntry("name", "abort")
                .containsEntry("version", "GLIBC_2.2.5")
                .containsEntry("weak", false))
        .anySatisfy(asked ->
            assertThat(asked).containsEntry("name", "__cxa_finalize").containsEntry("weak", true));
    assertThat((List<Map<String, Object>>) plans.get(0).get("mappings"))
        .anySatisfy(step ->
            assertThat(step)
                .containsEntry("executable", true)
                .containsEntry("content", "file")
                .containsEntry("start", 0x1000));
    assertThat((List<Map<String, Object>>) plans.get(1).get("needs"))
        .contains(Map.of("name", "libfirst.so", "plugin", true));
  }

  @Test
  void refusesWhatTheLoaderWouldRefuse() {
    Path stack = Tool.gcc(folder, "libstack.so", "int V;", "-shared", "-Wl,-z,execstack");

    Run run = Run.alfheim("plan", stack, first);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("alfheim: " + stack + ": ")
        .contains("executable stack");
    assertThat(run.lines().getFirst()).isEqualTo(first + ": libfirst.so");
  }

  /** Java has the mathematical library in its global scope. */
  @Test
  void whatTheProcessHasGloballyIsNotMissing() {
    Path file =
        Tool.gcc(
            folder,
            "libglobal.so",
            "void sincos(double, double *, double *); double F(double x) { double s, c; sincos(x, &s, &c); return s + c; }",
            "-shared",
            "-fno-builtin");

    Run plan = Run.alfheim("plan", file);

    assertThat(plan.lines()).noneMatch(line -> line.startsWith("  missing"));
    assertThat(plan.status()).isEqualTo(Run.alfheim("open", file).status()).isZero();
  }

  @Test
  void findsWhatIsNeededByAPathFromTheFilesFolder() {
    Path needed =
        Tool.gcc(
            folder, "libpath.so", "int path = 1;", "-shared", "-Wl,-soname,$ORIGIN/libpath.so");
    Path file =
        Tool.gcc(
            folder,
            "libpathuser.so",
            "extern int path; int F(void) { return path; }",
            "-shared",
            needed.toString());

    Run plan = Run.alfheim("plan", file);

    assertThat(plan.status()).isEqualTo(Run.alfheim("open", file).status()).isZero();
    assertThat(plan.lines()).contains("  need      " + needed + ", the file " + needed);
  }
}
