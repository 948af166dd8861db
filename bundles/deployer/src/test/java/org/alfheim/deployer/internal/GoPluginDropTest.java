package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin of Go's own kind is a bundle that requires a host, wherever it comes from. */
@Timeout(600)
class GoPluginDropTest {
  @TempDir private Path folder;

  @Test
  void aDroppedFileAndALocationRequireAHost() throws Exception {
    Path plugin = folder.resolve("hello.so");
    Process build =
        new ProcessBuilder(
                "../../native-bridge/src/test/go/build.sh",
                "newest",
                "plugin",
                "hello",
                plugin.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(said).isZero();

    ElfLocation location = ElfLocation.parse(ElfLocation.of(plugin));
    for (InputStream jar :
        List.of(
            Dropped.read(plugin, FileKind.IMAGE).openStream(), location.bundle().openStream())) {
      try (JarInputStream bundle = new JarInputStream(jar)) {
        assertThat(bundle.getManifest().getMainAttributes().getValue("Require-Capability"))
            .contains(",org.alfheim.go;filter:=\"(&(go=go1.");
      }
    }
  }
}
