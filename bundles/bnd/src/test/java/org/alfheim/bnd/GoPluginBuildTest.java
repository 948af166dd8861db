package org.alfheim.bnd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that could never start fails its build. */
@Timeout(600)
class GoPluginBuildTest {
  @TempDir private Path folder;

  @Test
  void pluginOfGoIsRefused() throws Exception {
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
      assertThat(build.complaints())
          .singleElement()
          .asString()
          .matches(
              ".*hello\\.so: this is a Go plugin \\(go1\\.[0-9.]+, example\\.com/hello\\), .*"
                  + "c-shared.*");
    }
  }
}
