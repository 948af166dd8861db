package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image that needs what nobody has is refused with all of it named, and opens once it is there.
 */
@Timeout(60)
class UnresolvedTest {
  private static final String ORIGIN = "-Wl,-rpath,$ORIGIN";

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
    Refused.of(folder);
  }

  @Test
  void namesALibraryThatIsMissing() throws IOException {
    Path leaf = compiler.c("libleaf.so", "int leaf(void) { return 4; }");
    Path user =
        compiler.c(
            "libuser.so",
            "int leaf(void); int F(void) { return leaf(); }",
            "-L" + folder,
            "-lleaf",
            ORIGIN);
    Path away = Files.move(leaf, folder.resolve("away"));

    UnresolvedException refusal = unresolved(user);
    assertThat(refusal.libraries()).containsExactly("libleaf.so");
    assertThat(refusal).hasMessageContaining("the library libleaf.so is not found");

    Files.move(away, leaf);
    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(4);
  }

  @Test
  void namesWhoNeedsTheMissingLibrary() throws IOException {
    Path leaf = compiler.c("libdeep.so", "int deep(void) { return 5; }");
    Path middle =
        compiler.c(
            "libmiddle.so",
            "int deep(void); int middle(void) { return deep(); }",
            "-L" + folder,
            "-ldeep",
            ORIGIN);
    Path user =
        compiler.c(
            "libtop.so",
            "int middle(void); int F(void) { return middle(); }",
            "-L" + folder,
            "-lmiddle",
            ORIGIN);
    Path away = Files.move(leaf, folder.resolve("away"));

    UnresolvedException refusal = unresolved(user);
    assertThat(refusal.libraries()).containsExactly("libdeep.so");
    assertThat(refusal).hasMessageContaining("libdeep.so, needed by " + middle);

    Files.move(away, leaf);
    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(5);
  }

  @Test
  void namesEveryMissingLibrary() throws IOException {
    Path one = compiler.c("libone.so", "int one(void) { return 1; }");
    Path two = compiler.c("libtwo.so", "int two(void) { return 2; }");
    Path user =
        compiler.c(
            "libboth.so",
            "int one(void), two(void); int F(void) { return one() + two(); }",
            "-L" + folder,
            "-lone",
            "-ltwo",
            ORIGIN);
    Files.delete(one);
    Files.delete(two);

    assertThat(unresolved(user).libraries()).containsExactlyInAnyOrder("libone.so", "libtwo.so");
  }

  @Test
  void namesEveryMissingSymbolAtOnce() {
    Path user =
        compiler.c(
            "libmissing.so",
            """
            extern int alpha(void), gamma_(void);
            extern int beta;
            extern __thread int delta;
            int *B = &beta;
            int F(void) { return alpha() + gamma_() + beta + delta; }
            """);

    UnresolvedException refusal = unresolved(user);
    assertThat(refusal.symbols()).containsExactlyInAnyOrder("alpha", "beta", "delta", "gamma_");
    assertThat(refusal.libraries()).isEmpty();
    assertThat(refusal).hasMessageContaining("alpha, beta, delta, gamma_");
  }

  @Test
  void doesNotNameWhatTheProcessHas() {
    Path user =
        compiler.c(
            "libsome.so",
            """
            extern int alpha(void), JLI_Launch(void), getpid(void);
            int F(void) { return alpha() + getpid() + JLI_Launch(); }
            """,
            "-nostdlib");

    assertThat(unresolved(user).symbols()).containsExactly("alpha");
  }

  @Test
  void opensWhenTheDependencyHasGotTheSymbol() {
    String soname = "-Wl,-soname,libgrows.so";
    compiler.c("libgrows.so", "int old(void) { return 1; }", soname);
    Path user =
        compiler.c(
            "libwants.so",
            "int old(void), fresh(void); int F(void) { return old() + fresh(); }",
            "-L" + folder,
            "-lgrows",
            ORIGIN);
    assertThat(unresolved(user).symbols()).containsExactly("fresh");

    compiler.c("libgrows.so", "int old(void) { return 1; } int fresh(void) { return 2; }", soname);
    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(3);
  }

  @Test
  void namesTheVersionThatASymbolLacks() {
    Path user = versionedUser("libver.so", "libveruser.so");
    compiler.c(
        "libver.so",
        "int f(void) { return 1; } int g(void) { return 2; } int h(void) { return 3; }",
        compiler.versions("less", "V1 { global: f; g; local: *; }; V2 { global: h; } V1;"));

    assertThat(unresolved(user).symbols()).containsExactly("g@V2");
  }

  @Test
  void namesAVersionThatTheLibraryDoesNotDefine() {
    Path user = versionedUser("libnov.so", "libnovuser.so");
    compiler.c(
        "libnov.so",
        "int f(void) { return 1; } int g(void) { return 2; }",
        compiler.versions("none", "V1 { global: f; g; local: *; };"));

    UnresolvedException refusal = unresolved(user);
    assertThat(refusal.symbols()).containsExactly("g@V2");
    assertThat(refusal).hasMessageContaining("g@V2");
    assertThatThrownBy(() -> Loaded.byDlopen(user)).isNotNull();

    versionedUser("libnov.so", "libagain.so");
    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(3);
  }

  @Test
  void opensWithADependencyThatHasNoVersionsAnyMore() {
    Path user = versionedUser("libplain.so", "libplainuser.so");
    compiler.c(
        "libplain.so",
        "int f(void) { return 10; } int g(void) { return 20; }",
        "-Wl,-soname,libplain.so");

    // dlopen ends the process here, by an assertion.
    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(30);
  }

  @Test
  void opensWithAPluginThatHasNoVersionsAnyMore() {
    Path user = versionedUser("libplugin-plain.so", "libpluginuser.so");
    Plugin.open(
        compiler.c(
            "libplugin-plain.so",
            "int f(void) { return 10; } int g(void) { return 20; }",
            "-Wl,-soname,libplugin-plain.so"));

    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(30);
  }

  private Path versionedUser(String library, String user) {
    compiler.c(
        library,
        "int f(void) { return 1; } int g(void) { return 2; }",
        compiler.versions("full", "V1 { global: f; local: *; }; V2 { global: g; } V1;"));
    return compiler.c(
        user,
        "int f(void), g(void); int F(void) { return f() + g(); }",
        folder.resolve(library).toString(),
        ORIGIN);
  }

  @Test
  void aDependencyThatIsNoLibraryIsNamed() throws IOException {
    Path leaf = compiler.c("libtext.so", "int leaf(void) { return 4; }");
    Path user =
        compiler.c(
            "libtextuser.so",
            "int leaf(void); int F(void) { return leaf(); }",
            "-L" + folder,
            "-ltext",
            ORIGIN);
    byte[] good = Files.readAllBytes(leaf);
    Files.writeString(leaf, "INPUT(-lm)");

    assertThat(unresolved(user)).hasMessageContaining("libtext.so");

    Files.write(leaf, good);
    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(4);
  }

  @Test
  void anImageInMemoryIsRefusedByItsName() throws IOException {
    byte[] image =
        Files.readAllBytes(
            compiler.c("libmem.so", "extern int alpha(void); int F(void) { return alpha(); }"));

    assertThatThrownBy(() -> Plugin.open("jar!/lib/libmem.so", image))
        .isInstanceOf(UnresolvedException.class)
        .hasMessageStartingWith("jar!/lib/libmem.so: undefined symbol alpha; ");
  }

  private static UnresolvedException unresolved(Path file) {
    PluginException refusal = Refused.of(file);
    assertThat(refusal).isInstanceOf(UnresolvedException.class);
    return (UnresolvedException) refusal;
  }
}
