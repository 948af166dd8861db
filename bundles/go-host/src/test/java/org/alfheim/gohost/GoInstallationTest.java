package org.alfheim.gohost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoInstallationTest {
  @TempDir private Path folder;

  private Path script(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theVersionIsWhatGoItselfSays() {
    GoInstallation go = Go.newest();

    assertThat(go.version())
        .isEqualTo(Go.run(List.of(go.go().toString(), "env", "GOVERSION")).strip());
    assertThat(GoInstallation.of(go.go().getParent().getParent())).isEqualTo(go);
  }

  @Test
  void toolchainsAreWhereInstallersPutThem() throws IOException {
    Path sdk = script("sdk/go1.99.1/bin/go", "echo go version go1.99.1 linux/amd64");
    Path fetched =
        script(
            "go/pkg/mod/golang.org/toolchain@v0.0.1-go1.98.2.linux-amd64/bin/go",
            "echo go version go1.98.2 linux/amd64");
    Path onPath = script("bin/go", "echo go version go1.97.3 X:loopvar linux/amd64");
    Path root = script("root/bin/go", "echo go version devel go1.96-abc Mon linux/amd64");
    script("sdk/go1.95/bin/go", "exit 1");

    List<GoInstallation> all =
        GoInstallation.all(
            Map.of(
                "HOME", folder.toString(),
                "PATH", "relative::" + folder.resolve("bin") + ":" + folder.resolve("bin"),
                "GOROOT", folder.resolve("root").toString()));

    assertThat(all)
        .contains(
            new GoInstallation(sdk, "go1.99.1"),
            new GoInstallation(fetched, "go1.98.2"),
            new GoInstallation(onPath, "go1.97.3 X:loopvar"))
        .doesNotHaveDuplicates()
        .noneMatch(each -> each.version().equals("go1.95"));
    assertThat(all.getFirst().go()).isEqualTo(root);
  }

  @Test
  void whatIsNoGoIsSaid() throws IOException {
    Path other = script("bin/go", "echo a game");

    assertThatThrownBy(() -> GoInstallation.of(other))
        .isInstanceOf(GoHostException.class)
        .hasMessage(other + " does not tell its version:\na game");
    assertThatThrownBy(() -> GoInstallation.of(folder.resolve("none")))
        .hasMessage(folder.resolve("none") + ": there is no go that can be run");
  }
}
