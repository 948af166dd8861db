package org.alfheim.gohost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.GoBuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each toolchain builds the host, and glibc's {@code dlopen} can use it. */
@Timeout(600)
class HostBuildTest {
  private static final List<String> SEEN =
      List.of(
          "opened 1",
          "Hello, number 42",
          "V 7",
          "Hello, number 7",
          "Add -7",
          "Upper HÉLLO",
          "Make *main.Point",
          "Norm 25",
          "Norm 25",
          "status 1: *errors.errorString: of mine",
          "stack with the function: 1",
          "Big 100, in a block: 1, last line 99",
          "Each 20",
          "Apart <asked>, error none",
          "Apart , error java.lang.Error: thrown",
          "released 6",
          "Wait context deadline exceeded",
          "Wait context canceled",
          "Lines 0 sent",
          "Lines 1",
          "plugin: symbol Missing not found in plugin example.com/values",
          "handles -1",
          "fails 0 panic: string: no luck",
          "none 0 plugin.Open(\"/there/is/none.so\"): realpath failed");

  @TempDir private Path folder;

  static List<GoInstallation> installations() {
    return Go.installations();
  }

  private static GoBuild read(byte[] image) {
    return GoBuild.ofHost(SharedObject.parse("host.so", MemorySegment.ofArray(image)));
  }

  @ParameterizedTest
  @MethodSource("installations")
  void aHostAndAPluginOfOneToolchainWorkTogether(GoInstallation go) {
    Path drive = folder.resolve("drive");
    Go.run(
        List.of(
            "gcc",
            "-O1",
            "-Wall",
            "-Werror",
            "-Isrc/main/go/host",
            "src/test/c/drive.c",
            "-o",
            drive.toString(),
            "-ldl",
            "-pthread"));

    String printed =
        Go.run(
            List.of(
                drive.toString(),
                Go.host(go).toString(),
                Go.plugin(go, "values").toString(),
                Go.plugin(go, "fails").toString()));

    assertThat(printed.lines().toList())
        .contains("version 2 " + go.version())
        .containsSubsequence(SEEN)
        .anyMatch(line -> line.matches("status 2: : \\d+ is no handle: it was released.*"));
  }

  @ParameterizedTest
  @MethodSource("installations")
  void theHostsOwnTestsPass(GoInstallation go) {
    Path root = go.go().getParent().getParent();
    Path work = Path.of("target/go", go.version(), "tests").toAbsolutePath();

    String printed =
        Go.run(List.of("src/test/go/test.sh", root.toString(), work.toString(), "test"));

    assertThat(printed).contains("alfheim/gohost/wire").doesNotContain("FAIL");
    assertThat(Go.run(List.of("src/test/go/test.sh", root.toString(), work.toString(), "vet")))
        .isEmpty();
    assertThat(Go.run(List.of(root + "/bin/gofmt", "-l", "src/main/go", "src/test/go"))).isEmpty();
  }

  @Test
  void theHostHasTheHashesThatAPluginOfItsToolchainHas() throws IOException {
    GoInstallation go = Go.newest();
    GoBuild host = read(Files.readAllBytes(Go.host(go)));
    GoBuild plugin = plugin(Go.plugin(go, "values"));
    GoBuild trimmed = plugin(Go.plugin(go, "values", "-trimpath"));

    assertThat(host.version()).contains(go.version());
    assertThat(host.packages()).containsKeys("runtime", "plugin", "reflect");
    assertThat(host.differing(plugin)).isEmpty();
    assertThat(host.differing(trimmed)).isPresent();
    assertThat(read(new HostBuild(go, List.of(), true, false).image()).differing(trimmed))
        .isEmpty();
  }

  private static GoBuild plugin(Path file) throws IOException {
    byte[] image = Files.readAllBytes(file);
    return GoBuild.ofPlugin(SharedObject.parse(file.toString(), MemorySegment.ofArray(image)))
        .orElseThrow();
  }

  @Test
  void packagesOfLibraryAndOfThisMachineAreLinkedIn() {
    Path shared = Path.of("src/test/go/shared").toAbsolutePath();

    GoBuild host =
        read(
            new HostBuild(
                    Go.newest(),
                    List.of(
                        SharedPackage.parse("encoding/base32"),
                        SharedPackage.parse("example.com/shared/v2/colour=" + shared)),
                    false,
                    false)
                .image());

    assertThat(host.packages()).containsKeys("encoding/base32", "example.com/shared/v2/colour");
  }

  @Test
  void whatGoRefusesIsToldInItsWords() {
    HostBuild build =
        new HostBuild(
            Go.newest(), List.of(SharedPackage.parse("example.com/nowhere@v1.0.0")), false, false);
    HostBuild standard =
        new HostBuild(Go.newest(), List.of(SharedPackage.parse("encoding/none")), false, false);
    HostBuild folder =
        new HostBuild(Go.newest(), List.of(SharedPackage.parse("x.y/z=/usr/lib")), false, false);

    assertThatThrownBy(standard::image)
        .isInstanceOf(GoHostException.class)
        .hasMessageContaining("package encoding/none is not in ");
    assertThatThrownBy(folder::image)
        .hasMessage("/usr/lib is not the folder of a module: it has no go.mod");
    assertThat(build.with().getFirst().version()).contains("v1.0.0");
  }

  @Test
  void whatIsNoPackageIsRefused() {
    for (String text : List.of("", "/x", "a b", "x@", "x=", "x;y", "\"x")) {
      assertThatThrownBy(() -> SharedPackage.parse(text))
          .isInstanceOf(GoHostException.class)
          .hasMessageContaining("expected PACKAGE, PACKAGE@VERSION or PACKAGE=FOLDER");
    }
    assertThat(SharedPackage.parse("a.b/c@v1").folder()).isEqualTo(Optional.empty());
  }

  @Test
  void aPluginIsNoHost() throws IOException {
    byte[] image = Files.readAllBytes(Go.plugin(Go.newest(), "values"));

    assertThatThrownBy(() -> read(image))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("this is no host for Go plugins");
  }
}
