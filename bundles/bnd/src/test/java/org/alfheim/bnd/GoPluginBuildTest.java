package org.alfheim.bnd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bundle of a Go plugin requires a host. */
@Timeout(600)
class GoPluginBuildTest {
  @TempDir private Path folder;

  @Test
  void theBundleOfAGoPluginRequiresAHost() throws Exception {
    Process go =
        new ProcessBuilder(
                "../../native-bridge/src/test/go/build.sh",
                "newest",
                "plugin",
                "hello",
                folder.resolve("hello.so").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(go.waitFor()).as(said).isZero();

    try (Build build = new Build(folder).with("Native-Plugin", "lib/hello.so=hello.so")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Require-Capability"))
          .containsPattern(
              "org\\.alfheim\\.go;filter:=\"\\(&\\(go=go1\\.[0-9.]+\\)\\(hashes=runtime@");
    }
  }
}
