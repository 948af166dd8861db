package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an image imports is what its references are bound to. {@code getppid} is a function of the C
 * library; an image's own one gives -77, so what it is bound to can be seen by calling it.
 */
@Timeout(60)
class ImportsTest {
  private static final int OWN = -77;

  @TempDir Path folder;

  private Compiler compiler;
  private final Admitting admitting = new Admitting();

  /** Admits everything and keeps what it was asked about. */
  private static final class Admitting implements Admission {
    private final List<Candidate> asked = new ArrayList<>();
    private volatile boolean restricts = true;

    @Override
    public boolean restricts() {
      return restricts;
    }

    @Override
    public List<String> objections(Candidate candidate) {
      asked.add(candidate);
      return List.of();
    }

    @Override
    public boolean admitsSymbol(String symbol) {
      return true;
    }

    SortedSet<String> imports(Path file) {
      return asked.stream()
          .filter(candidate -> candidate.file().orElseThrow().equals(file))
          .findFirst()
          .orElseThrow()
          .imports();
    }
  }

  @BeforeEach
  void restrict() throws IOException {
    folder = folder.toRealPath();
    compiler = new Compiler(folder);
    Loader.admit("imports", admitting);
  }

  @AfterEach
  void leave() {
    admitting.restricts = false;
  }

  @ParameterizedTest
  @CsvSource({
    "plain,     '',                                       ''",
    "weak,      __attribute__((weak)),                    ''",
    "protected, '__attribute__((visibility(\"protected\")))', ''",
    "hidden,    '__attribute__((visibility(\"hidden\")))',  ''",
    "symbolic,  '',                                       -Wl:-Bsymbolic",
    "functions, '',                                       -Wl:-Bsymbolic-functions",
    "sysv,      '',                                       -Wl:--hash-style=sysv",
  })
  void aFunctionOfItsOwnIsAnImportExactlyIfAnotherIsCalled(
      String name, String attribute, String option) {
    List<String> options =
        new ArrayList<>(List.of("-fno-builtin", "-Wl,-soname,lib" + name + ".so"));
    if (!option.isEmpty()) {
      options.add(option.replace(':', ','));
    }
    Path file =
        compiler.c(
            "lib" + name + ".so",
            attribute + " int getppid(void) { return -77; } int call(void) { return getppid(); }",
            options.toArray(String[]::new));

    int called = Loaded.by(Loader.open(file)).call("call");

    assertThat(admitting.imports(file).contains("getppid")).isEqualTo(called != OWN);
  }

  @Test
  void aVersionOfItsOwnIsNotTheCLibrarys() {
    Path file =
        compiler.c(
            "libversioned.so",
            "int getppid(void) { return -77; } int call(void) { return getppid(); }",
            compiler.versions("own.map", "OWN_1 { global: getppid; call; local: *; };"));

    assertThat(Loaded.by(Loader.open(file)).call("call")).isEqualTo(OWN);
    assertThat(admitting.imports(file)).doesNotContain("getppid");
  }

  @Test
  void theCLibrarysVersionIsTheCLibrarys() {
    Path file =
        compiler.c(
            "libposing.so",
            "int getppid(void) { return -77; } int call(void) { return getppid(); }",
            compiler.versions("glibc.map", "GLIBC_2.2.5 { global: getppid; call; };"));

    assertThat(Loaded.by(Loader.open(file)).call("call")).isNotEqualTo(OWN);
    assertThat(admitting.imports(file)).contains("getppid");
  }

  @Test
  void aSymbolThatOnlyOldProgramsHaveIsTheCLibrarysToo() {
    /* svc_run@GLIBC_2.2.5 has no default version: dlsym does not find it, and a reference does. */
    Path file =
        compiler.c(
            "libold.so",
            "int xdr_free(void) { return -77; } void *address(void) { return (void *) xdr_free; }");
    Loaded plugin = Loaded.by(Loader.open(file));

    assertThat(plugin.callLong("address")).isEqualTo(Loaded.byDlopen(file).callLong("address"));
    assertThat(admitting.imports(file).contains("xdr_free"))
        .isEqualTo(plugin.callLong("address") != plugin.address("xdr_free").address());
  }

  @Test
  void aPointerInDataCountsAsACallDoes() {
    Path file =
        compiler.c(
            "libdata.so",
            "int getppid(void) { return -77; } int (*pointer)(void) = getppid; int call(void) { return pointer(); }");

    assertThat(Loaded.by(Loader.open(file)).call("call")).isNotEqualTo(OWN);
    assertThat(admitting.imports(file)).contains("getppid");
  }

  @Test
  void whatItOnlyDefinesIsNoImport() {
    Path file = compiler.c("libonly.so", "int getppid(void) { return -77; }");

    Loader.open(file);

    assertThat(admitting.imports(file)).doesNotContain("getppid");
  }

  @Test
  void aConstructorByNameIsWhatIsBoundToTheName() {
    Path file =
        compiler.c(
            "libinit.so",
            """
            int getppid(void) { return -77; }
            __attribute__((section(".init_array"), used)) static void *start = (void *) getppid;
            int call(void) { return 1; }
            """);

    Loader.open(file);

    assertThat(admitting.imports(file)).contains("getppid");
  }

  @Test
  void aLibraryImportsWhatAnEarlierOneOfTheGroupDefines() {
    Path first = compiler.c("libfirst_of.so", "int shared_name(void) { return 1; }");
    Path second =
        compiler.c(
            "libsecond_of.so",
            "int shared_name(void) { return 2; } int second(void) { return shared_name(); }");
    Path user =
        compiler.c(
            "libgroup.so",
            "int shared_name(void); int second(void); int call(void) { return 10 * shared_name() + second(); }",
            "-L" + folder,
            "-lfirst_of",
            "-lsecond_of",
            "-Wl,-rpath,$ORIGIN");

    assertThat(Loaded.by(Loader.open(user)).call("call")).isEqualTo(11);
    assertThat(admitting.imports(second)).contains("shared_name");
    assertThat(admitting.imports(first)).doesNotContain("shared_name");
  }

  @Test
  void aLibraryImportsWhatThePluginDefines() {
    Path helper =
        compiler.c(
            "libinner_of.so",
            "int replaced(void) { return 2; } int unshared(void) { return 3; } int inner(void) { return replaced() + unshared(); }");
    Path user =
        compiler.c(
            "libouter_of.so",
            "int inner(void); int replaced(void) { return 1; } int call(void) { return inner(); }",
            "-L" + folder,
            "-linner_of",
            "-Wl,-rpath,$ORIGIN");

    assertThat(Loaded.by(Loader.open(user)).call("call")).isEqualTo(4);
    assertThat(admitting.imports(helper)).contains("replaced").doesNotContain("unshared");
    assertThat(admitting.imports(user)).doesNotContain("replaced");
  }

  @Test
  void everyImportIsThereThatHasNoDefinition() {
    Path file =
        compiler.c(
            "libundefined.so",
            "extern int nowhere __attribute__((weak)); int getppid(void); int call(void) { return getppid() + !!&nowhere; }");

    Loader.open(file);

    assertThat(admitting.imports(file)).containsAll(Set.of("nowhere", "getppid"));
  }
}
