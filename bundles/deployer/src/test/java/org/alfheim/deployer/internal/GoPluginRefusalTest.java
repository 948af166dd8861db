package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.alfheim.elf.ElfException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin of Go's own kind is no bundle, wherever it comes from. */
@Timeout(600)
class GoPluginRefusalTest {
  @TempDir private Path folder;

  @Test
  void aDroppedFileAndALocationAreRefusedForWhatTheyAre() throws Exception {
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

    assertThatThrownBy(() -> Dropped.read(plugin, FileKind.IMAGE))
        .isInstanceOf(ElfException.class)
        .hasMessageStartingWith(plugin + ": this is a Go plugin (go1.")
        .hasMessageContaining("-buildmode=c-shared");
    ElfLocation location = ElfLocation.parse(ElfLocation.of(plugin));
    assertThatThrownBy(location::bundle)
        .isInstanceOf(ElfException.class)
        .hasMessageStartingWith(plugin + ": this is a Go plugin (go1.");
  }
}
