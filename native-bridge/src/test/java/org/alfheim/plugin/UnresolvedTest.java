package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    Path leaf = compiler.c("libunresolved-leaf.so", "int leaf(void) { return 4; }");
    Path user =
        compiler.c(
            "libunresolved-user.so",
            "int leaf(void); int F(void) { return leaf(); }",
            "-L" + folder,
            "-lunresolved-leaf",
            ORIGIN);
    Path away = Files.move(leaf, folder.resolve("away"));

    UnresolvedException refusal = unresolved(user);
    assertThat(refusal.libraries()).containsExactly("libunresolved-leaf.so");
    assertThat(refusal).hasMessageContaining("the library libunresolved-leaf.so is not found");

    Files.move(away, leaf);
    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(4);
  }

  @Test
  void namesWhoNeedsTheMissingLibrary() throws IOException {
    Path leaf = compiler.c("libunresolved-deep.so", "int deep(void) { return 5; }");
    Path middle =
        compiler.c(
            "libunresolved-middle.so",
            "int deep(void); int middle(void) { return deep(); }",
            "-L" + folder,
            "-lunresolved-deep",
            ORIGIN);
    Path user =
        compiler.c(
            "libunresolved-top.so",
            "int middle(void); int F(void) { return middle(); }",
            "-L" + folder,
            "-lunresolved-middle",
            ORIGIN);
    Path away = Files.move(leaf, folder.resolve("away"));

    UnresolvedException refusal = unresolved(user);
    assertThat(refusal.libraries()).containsExactly("libunresolved-deep.so");
    assertThat(refusal).hasMessageContaining("libunresolved-deep.so, needed by " + middle);

    Files.move(away, leaf);
    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(5);
  }

  @Test
  void namesEveryMissingLibrary() throws IOException {
    Path one = compiler.c("libunresolved-one.so", "int one(void) { return 1; }");
    Path two = compiler.c("libunresolved-two.so", "int two(void) { return 2; }");
    Path user =
        compiler.c(
            "libunresolved-both.so",
            "int one(void), two(void); int F(void) { return one() + two(); }",
            "-L" + folder,
            "-lunresolved-one",
            "-lunresolved-two",
            ORIGIN);
    Files.delete(one);
    Files.delete(two);

    assertThat(unresolved(user).libraries())
        .containsExactlyInAnyOrder("libunresolved-one.so", "libunresolved-two.so");
  }

  @Test
  void namesEveryMissingSymbolAtOnce() {
    Path user =
        compiler.c(
            "libunresolved-missing.so",
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
            "libunresolved-some.so",
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
    assertThat(refusal)
        .hasMessage(
            user
                + ": the version V2 of libnov.so, needed by g@V2, is not found: "
                + folder.resolve("libnov.so")
                + " has up to V1; install a newer libnov.so, or build against the one that is here, or open it with the waiver undefined-functions");
    assertThatThrownBy(() -> Loaded.byDlopen(user)).isNotNull();

    versionedUser("libnov.so", "libagain.so");
    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(3);
  }

  @Test
  void namesTheLibraryThatIsTooOldForALibraryThatIsNeeded() {
    Path middle = versionedUser("libold.so", "libbetween.so");
    compiler.c(
        "libold.so",
        "int f(void) { return 1; } int g(void) { return 2; } int h(void) { return 3; } int i(void) { return 4; }",
        compiler.versions(
            "old",
            "V1.2 { global: f; local: *; }; V1.10 { global: g; }; V1.9 { global: h; }; W3 { global: i; };"));
    Path user =
        compiler.c(
            "libabove.so",
            "int F(void); int G(void) { return F(); }",
            middle.toString(),
            "-Wl,--allow-shlib-undefined",
            ORIGIN);

    assertThat(unresolved(user))
        .hasMessageStartingWith(user + ": the version V2 of libold.so, needed by " + middle)
        .hasMessageContaining(
            " is not found: " + folder.resolve("libold.so") + " has up to V1.10; install a newer");
  }

  @Test
  void namesTheCLibraryThatIsTooOld() {
    Path plain = compiler.c("libnew.so", "int getpid(void); int F(void) { return getpid(); }");
    String needed = "GLIBC_2.2.5";
    Path user =
        Elf.of(plain)
            .patched(
                "libtoonew.so",
                bytes -> {
                  Elf.Section strings = Elf.of(plain).section(".dynstr");
                  byte[] table = new byte[(int) strings.size()];
                  bytes.get((int) strings.offset(), table);
                  int at = new String(table, StandardCharsets.ISO_8859_1).indexOf(needed);
                  byte[] newer = "GLIBC_2.999".getBytes(StandardCharsets.US_ASCII);
                  bytes.put((int) strings.offset() + at, newer);
                  Elf.Section needs = Elf.of(plain).section(".gnu.version_r");
                  for (int i = (int) needs.offset(); i < needs.offset() + needs.size(); i += 16) {
                    if (bytes.getInt(i) == 0x09691a75) {
                      bytes.putInt(i, 0x096911a9);
                    }
                  }
                });

    assertThat(unresolved(user))
        .hasMessageContaining("the version GLIBC_2.999 of libc.so.6, needed by ")
        .hasMessageContaining("getpid@GLIBC_2.999")
        .hasMessageContaining("libc.so.6 has up to GLIBC_2.")
        .hasMessageContaining("build against the one that is here");
    assertThatThrownBy(() -> Loaded.byDlopen(user)).hasMessageContaining(user.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "libc.musl-x86_64.so.1, musl (Alpine Linux)",
    "libc.so, 'musl, or of Android'",
    "libc.so.7, FreeBSD",
    "libc.so.12, NetBSD",
    "libc.so.97.1, OpenBSD",
    "libc.so.1, Solaris"
  })
  void namesTheSystemWhoseCLibraryIsMissing(String soname, String system) throws IOException {
    Path other = compiler.c("other-" + soname, "int leaf(void);", "-Wl,-soname," + soname);
    Path user =
        compiler.c(
            "for-" + soname,
            "int leaf(void); int F(void) { return 1; }",
            "-Wl,--no-as-needed",
            other.toString());
    Files.delete(other);

    assertThat(unresolved(user).libraries()).containsExactly(soname);
    assertThat(unresolved(user))
        .hasMessageEndingWith(
            "; the image is built for the C library of "
                + system
                + ", and this process has glibc: build it for Linux with glibc");
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
    Loader.open(
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
    Path leaf = compiler.c("libunresolved-text.so", "int leaf(void) { return 4; }");
    Path user =
        compiler.c(
            "libunresolved-textuser.so",
            "int leaf(void); int F(void) { return leaf(); }",
            "-L" + folder,
            "-lunresolved-text",
            ORIGIN);
    byte[] good = Files.readAllBytes(leaf);
    Files.writeString(leaf, "INPUT(-lm)");

    assertThat(unresolved(user)).hasMessageContaining("libunresolved-text.so");

    Files.write(leaf, good);
    assertThat(Loaded.byAlfheim(user).call("F")).isEqualTo(4);
  }

  @Test
  void anImageInMemoryIsRefusedByItsName() throws IOException {
    byte[] image =
        Files.readAllBytes(
            compiler.c("libmem.so", "extern int alpha(void); int F(void) { return alpha(); }"));

    assertThatThrownBy(() -> Loader.open("jar!/lib/libmem.so", image))
        .isInstanceOf(UnresolvedException.class)
        .hasMessageStartingWith("jar!/lib/libmem.so: undefined symbol alpha; ");
  }

  private static UnresolvedException unresolved(Path file) {
    PluginException refusal = Refused.of(file);
    assertThat(refusal).isInstanceOf(UnresolvedException.class);
    return (UnresolvedException) refusal;
  }

  /** Two plugins bring a library of one soname each, and a process has but one. */
  @Test
  void namesTheFileThatIsInTheWayOfTheOneWithTheSymbol() throws IOException {
    String soname = "-Wl,-soname,libunresolved-private.so.1";
    String versions = compiler.versions("av.map", "AV_1 { global: *; };");
    Path a = Files.createDirectory(folder.resolve("a"));
    Path b = Files.createDirectory(folder.resolve("b"));
    Path first =
        Files.move(
            compiler.c("one.so", "int one(void) { return 1; }", soname, versions),
            a.resolve("libunresolved-private.so.1"));
    Path second =
        Files.move(
            compiler.c(
                "two.so",
                "int one(void) { return 1; } int two(void) { return 2; }",
                soname,
                versions),
            b.resolve("libunresolved-private.so.1"));
    Path userOfFirst =
        Files.move(
            compiler.c(
                "a.so", "int one(void); int F(void) { return one(); }", first.toString(), ORIGIN),
            a.resolve("a.so"));
    Path userOfSecond =
        Files.move(
            compiler.c(
                "b.so",
                "int one(void), two(void); int F(void) { return one() + two(); }",
                second.toString(),
                ORIGIN),
            b.resolve("b.so"));
    assertThat(Loaded.byAlfheim(userOfFirst).call("F")).isEqualTo(1);

    UnresolvedException refusal = unresolved(userOfSecond);

    assertThat(refusal.symbols()).containsExactly("two@AV_1");
    assertThat(refusal)
        .hasMessageContaining(
            "the process has libunresolved-private.so.1 from "
                + first
                + " already, so "
                + second
                + " is not loaded");
  }

  @Test
  void saysWhatIsInTheWayOfALibrary() throws IOException {
    Path leaf = compiler.c("libobstructed.so", "int leaf(void) { return 4; }");
    Path user =
        compiler.c(
            "libobstructed-user.so",
            "int leaf(void); int F(void) { return leaf(); }",
            "-L" + folder,
            "-lobstructed",
            ORIGIN);
    Files.writeString(leaf, "no library");

    assertThat(unresolved(user))
        .hasMessageContaining(
            "the library libobstructed.so can't be loaded: " + leaf + " is in the way");
  }
}
