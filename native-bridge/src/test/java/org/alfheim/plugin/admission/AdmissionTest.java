package org.alfheim.plugin.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.internal.admission.Admissions;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.PolicyException;
import org.alfheim.plugin.Provenance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every image passes one place before it is mapped, whatever way it comes. */
@Timeout(60)
class AdmissionTest {
  private static final String NESTED =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <stddef.h>
      #include <unistd.h>
      static void *handle;
      int load(const char *file) { handle = dlopen(file, RTLD_NOW); return handle != NULL; }
      int load_apart(const char *file) { handle = dlmopen(LM_ID_BASE, file, RTLD_NOW); return handle != NULL; }
      int number(void) { return ((int (*)(void)) dlsym(handle, "number"))(); }
      int has(const char *name) { return dlsym(RTLD_DEFAULT, name) != NULL; }
      int has_version(const char *name) { return dlvsym(RTLD_DEFAULT, name, "GLIBC_2.2.5") != NULL; }
      int next_is_getpid(void) { return dlsym(RTLD_NEXT, "getpid") == (void *) getpid; }
      const char *reason(void) { return dlerror(); }
      """;

  @TempDir Path folder;

  private Compiler compiler;
  private final List<Candidate> asked = new ArrayList<>();

  /** Without a policy the usual is taken: what is found wrongly is only named in a message. */
  @Test
  void whereLdSoSearchesHasToBeKnown() {
    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> Admissions.checkSearch("x.so", Optional.of("ld.so can't be run")))
        .withMessage(
            "x.so: refused: it can't be judged what comes with it, as ld.so does not say where it "
                + "searches (ld.so can't be run); see that ld.so can be run, and start the JVM again");
    Admissions.checkSearch("x.so", Optional.empty());
  }

  @BeforeEach
  void compilerInFolder() throws IOException {
    folder = folder.toRealPath();
    compiler = new Compiler(folder);
  }

  @AfterEach
  void open() {
    Loader.admit(
        "test",
        new Admission() {
          @Override
          public boolean restricts() {
            return false;
          }

          @Override
          public List<String> objections(Candidate candidate) {
            throw new AssertionError("nobody asks what restricts nothing");
          }

          @Override
          public boolean admitsSymbol(String symbol) {
            throw new AssertionError("nobody asks what restricts nothing");
          }
        });
  }

  private void restrict(Set<String> kept, Function<Candidate, List<String>> objections) {
    Loader.admit(
        "test",
        new Admission() {
          @Override
          public boolean restricts() {
            return true;
          }

          @Override
          public List<String> objections(Candidate candidate) {
            asked.add(candidate);
            return objections.apply(candidate);
          }

          @Override
          public boolean admitsSymbol(String symbol) {
            return !kept.contains(symbol);
          }
        });
  }

  /** Keeps out the files of a name. */
  private void keepOut(String name) {
    restrict(
        Set.of(),
        candidate ->
            candidate.file().filter(file -> file.endsWith(name)).isPresent()
                ? List.of("it is not wanted")
                : List.of());
  }

  private static int call(Loaded plugin, String function, String argument) {
    try (Arena arena = Arena.ofConfined()) {
      return plugin.call(function, arena.allocateFrom(argument).address());
    }
  }

  private static boolean mapped(Path file) throws IOException {
    return Files.readString(Path.of("/proc/self/maps")).contains(file.getFileName().toString());
  }

  @Test
  void whatIsNotAdmittedIsNotMapped() throws IOException {
    Path file = compiler.c("libunwanted.so", "int number(void) { return 5; }");
    keepOut("libunwanted.so");

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> Loader.open(file))
        .withMessage(file + ": refused by the policy test: it is not wanted")
        .satisfies(refusal -> assertThat(refusal.objections()).containsExactly("it is not wanted"));
    assertThat(mapped(file)).isFalse();

    open();
    assertThat(Loaded.by(Loader.open(file)).call("number")).isEqualTo(5);
  }

  @Test
  void anOpenPluginIsAskedForAgain() {
    Path file = compiler.c("libagain.so", "int number(void) { return 5; }");
    Loader.open(file);
    keepOut("libagain.so");

    assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> Loader.open(file));
  }

  /** A file that has long been as it is: the path of such a one is remembered. */
  @Test
  void aPathThatIsOftenOpenedIsAskedForAgain() throws IOException {
    Path file = Path.of("/lib/x86_64-linux-gnu/libz.so.1");
    for (int i = 0; i < 4; i++) {
      Loader.open(file);
    }
    keepOut(file.toRealPath().getFileName().toString());

    assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> Loader.open(file));
  }

  @Test
  void theFactsAreThoseOfTheImage() throws IOException {
    Path file =
        compiler.c(
            "libfacts.so.1",
            "#include <stdlib.h>\nextern int absent __attribute__((weak)); int number(void) { return system(\"\") + !!&absent; }",
            "-Wl,-soname,libfacts.so.1");
    byte[] image = Files.readAllBytes(file);
    Provenance provenance = () -> "here";
    restrict(Set.of(), _ -> List.of());

    Loader.open(
        "bundle!/lib/libfacts.so.1", image, OpenOptions.builder().provenance(provenance).build());
    Loader.open(file);

    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst())
        .satisfies(candidate -> {
          assertThat(candidate.role()).isEqualTo(Candidate.Role.PLUGIN);
          assertThat(candidate.name()).isEqualTo("bundle!/lib/libfacts.so.1");
          assertThat(candidate.file()).isEmpty();
          assertThat(candidate.provenance()).contains(provenance);
          assertThat(candidate.soname()).contains("libfacts.so.1");
          assertThat(candidate.imports()).contains("system", "absent").doesNotContain("number");
          assertThat(candidate.sha256()).isEqualTo(sha256sum(file));
        });
    assertThat(asked.getLast().file()).contains(file);
    assertThat(asked.getLast().provenance()).isEmpty();
  }

  private static String sha256sum(Path file) {
    try (var output = new ProcessBuilder("sha256sum", file.toString()).start().inputReader()) {
      return output.readLine().split(" ", -1)[0];
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLibraryThatWouldBeLoadedForItIsAskedFor() throws IOException {
    Path deep = compiler.c("libdeepest.so", "int deepest(void) { return 7; }");
    compiler.c(
        "libbetween.so",
        "int deepest(void); int between(void) { return deepest(); }",
        "-L" + folder,
        "-ldeepest",
        "-Wl,-rpath,$ORIGIN");
    Path user =
        compiler.c(
            "libuser.so",
            "int between(void); int number(void) { return between(); }",
            "-L" + folder,
            "-lbetween",
            "-Wl,-rpath,$ORIGIN");
    keepOut("libdeepest.so");

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> Loader.open(user))
        .withMessage(
            user
                + ": refused by the policy test on account of "
                + deep
                + ", which it needs: it is not wanted");
    assertThat(mapped(deep)).isFalse();
    assertThat(asked)
        .extracting(Candidate::role)
        .containsExactly(Candidate.Role.PLUGIN, Candidate.Role.LIBRARY, Candidate.Role.LIBRARY);
  }

  @Test
  void aLibraryThatItIsAFilterForIsAskedForToo() throws IOException {
    Path filtered = compiler.c("libfiltered.so", "int number(void) { return 7; }");
    for (String option : List.of("--auxiliary", "--filter")) {
      Path filter =
          compiler.c(
              "lib" + option.substring(2) + ".so",
              "int number(void) { return 1; }",
              "-Wl," + option + ",libfiltered.so",
              "-Wl,-rpath,$ORIGIN");
      keepOut("libfiltered.so");

      assertThatExceptionOfType(PolicyException.class)
          .isThrownBy(() -> Loader.open(filter))
          .withMessageContaining("on account of " + filtered);
    }
    assertThat(mapped(filtered)).isFalse();
  }

  @Test
  void whatAPluginLoadsItselfIsAskedFor() throws IOException {
    Path wanted = compiler.c("libwanted.so", "int number(void) { return 11; }");
    Path unwanted = compiler.c("libnested.so", "int number(void) { return 12; }");
    Path needs =
        compiler.c(
            "libneeds.so",
            "int number(void); int other(void) { return number(); }",
            "-L" + folder,
            "-lnested",
            "-Wl,-rpath,$ORIGIN");
    keepOut("libnested.so");
    Loaded plugin = Loaded.by(Loader.open(compiler.c("libloads.so", NESTED, "-Wl,-rpath,$ORIGIN")));

    for (String way : List.of("load", "load_apart")) {
      for (String name : List.of(unwanted.toString(), "libnested.so", "$ORIGIN/libnested.so")) {
        assertThat(call(plugin, way, name)).isZero();
        assertThat(plugin.callString("reason"))
            .contains("refused by the policy test to load " + unwanted + ": it is not wanted");
      }
      assertThat(call(plugin, way, needs.toString())).isZero();
      assertThat(plugin.callString("reason"))
          .contains("refused by the policy test on account of " + unwanted);
    }
    assertThat(mapped(unwanted)).isFalse();
    assertThat(mapped(needs)).isFalse();

    assertThat(call(plugin, "load", "libwanted.so")).isEqualTo(1);
    assertThat(plugin.call("number")).isEqualTo(11);
    assertThat(mapped(wanted)).isTrue();
    assertThat(call(plugin, "load", "libc.so.6")).isEqualTo(1);
    assertThat(call(plugin, "load", "libnowhere.so")).isZero();
    assertThat(plugin.callString("reason")).contains("libnowhere.so");
  }

  @Test
  void whatAPluginLooksUpItselfIsAskedFor() {
    restrict(Set.of("system"), _ -> List.of());
    Loaded plugin = Loaded.by(Loader.open(compiler.c("liblooks.so", NESTED)));

    for (String way : List.of("has", "has_version")) {
      assertThat(call(plugin, way, "getpid")).isEqualTo(1);
      assertThat(call(plugin, way, "system")).isZero();
      assertThat(plugin.callString("reason")).contains("system (refused by the policy test)");
      assertThat(call(plugin, way, "dlopen")).isZero();
    }
    assertThat(plugin.call("next_is_getpid")).isEqualTo(1);
  }

  @Test
  void withoutAPolicyNothingIsBetweenAPluginAndTheCLibrary() {
    Path file =
        compiler.c(
            "libdirect.so", "#include <dlfcn.h>\nvoid *address(void) { return (void *) dlopen; }");

    assertThat(Loaded.by(Loader.open(file)).callLong("address"))
        .isEqualTo(Loaded.byDlopen(file).callLong("address"));
  }

  @Test
  void whoeverCanNotDecideRefuses() {
    Path file = compiler.c("libundecided.so", "int number(void) { return 5; }");
    restrict(
        Set.of(),
        _ -> {
          throw new IllegalStateException("no idea");
        });

    PolicyException refusal = catchThrowableOfType(PolicyException.class, () -> Loader.open(file));

    assertThat(refusal).hasMessageContaining("it can't be judged").hasMessageContaining("no idea");
    assertThat(Optional.of(refusal.file())).contains(file.toString());
  }
}
