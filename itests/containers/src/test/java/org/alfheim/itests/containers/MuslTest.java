package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.BindMode;

/**
 * Plugins that were linked with musl, the other C library. The process has glibc, and there is no
 * process with both.
 */
@NeedsEngine
class MuslTest {

  @TempDir Path temporary;

  /** The names that musl has on Alpine and on Debian. */
  @ParameterizedTest
  @ValueSource(strings = {"libc.musl-x86_64.so.1", "libc.so"})
  void aPluginOfAnotherCLibraryIsRefusedByName(String library) {
    Once run =
        Once.run(
            Images.image(),
            container ->
                container.withFileSystemBind(
                    plugin(library).getParent().toString(), "/musl", BindMode.READ_ONLY),
            "open",
            "/musl/plugin.so");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("FAIL /musl/plugin.so: the library " + library + " is not found");
  }

  /** glibc's definitions come first, so that it is the C library of this plugin, too. */
  @Test
  void whereMuslIsPutInTheWayItIsLoadedAndGlibcIsCalled() {
    Once run =
        Once.run(
            Images.image(Images.TRIXIE, "musl"),
            container ->
                container
                    .withEnv("LD_LIBRARY_PATH", "/usr/lib/x86_64-linux-musl")
                    .withFileSystemBind(
                        plugin("libc.so").getParent().toString(), "/musl", BindMode.READ_ONLY),
            "call",
            "/musl/plugin.so",
            "const char *c_library(void)");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("2.41\n");
  }

  /** A plugin as musl-gcc makes it: its one library is called as musl is. */
  private Path plugin(String library) {
    Path folder = Plugins.folder(temporary, library);
    Path musl =
        Plugins.compile(
            temporary.resolve("stand-in-" + library),
            "const char *gnu_get_libc_version(void) { return 0; }",
            "-nostdlib",
            "-Wl,-soname," + library);
    return Plugins.compile(
        folder.resolve("plugin.so"),
        """
        const char *gnu_get_libc_version(void);
        const char *c_library(void) { return gnu_get_libc_version(); }
        """,
        "-nostdlib",
        "-Wl,--no-as-needed",
        musl.toString());
  }
}
