package org.alfheim.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.elf.ElfException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that could never start is not made. */
@Timeout(600)
class GoPluginBundleTest {
  @TempDir private Path folder;

  @Test
  void pluginOfGoIsRefused() throws Exception {
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
    String reason =
        "hello\\.so: this is a Go plugin \\(go1\\.[0-9.]+, example\\.com/hello\\), .*c-shared.*";

    assertThatExceptionOfType(ElfException.class)
        .isThrownBy(() -> PluginBundle.of(plugin))
        .satisfies(refusal -> assertThat(refusal.getMessage()).matches(".*/" + reason));
    byte[] image = Files.readAllBytes(plugin);
    assertThatExceptionOfType(ElfException.class)
        .isThrownBy(() -> PluginBundle.of("hello.so", image, WrapOptions.NONE))
        .satisfies(refusal -> assertThat(refusal.getMessage()).matches(reason));
  }
}
