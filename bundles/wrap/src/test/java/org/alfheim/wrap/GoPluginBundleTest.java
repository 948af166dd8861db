package org.alfheim.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import org.alfheim.elf.ElfException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bundle of a Go plugin requires a host. */
@Timeout(600)
class GoPluginBundleTest {
  @TempDir private Path folder;

  private Path plugin(String module, String... flags) throws IOException, InterruptedException {
    Path plugin = folder.resolve(module + ".so");
    List<String> command =
        new ArrayList<>(
            List.of(
                "../../native-bridge/src/test/go/build.sh",
                "newest",
                "plugin",
                module,
                plugin.toString()));
    command.addAll(List.of(flags));
    Process build = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(said).isZero();
    return plugin;
  }

  @Test
  void theBundleOfAGoPluginRequiresAHostOfItsGo() throws Exception {
    Path plugin = plugin("hello");
    PluginBundle bundle = PluginBundle.of(plugin);

    assertThat(bundle.manifest().getMainAttributes().getValue("Require-Capability"))
        .matches(
            ".*,org\\.alfheim\\.go;filter:=\"\\(&\\(go=go1\\.[0-9.]+\\)"
                + "\\(hashes=runtime@[0-9a-f]{16}\\)\\)\"");
    assertThat(bundle.types().btf()).isEmpty();
    byte[] image = Files.readAllBytes(plugin);
    assertThat(PluginBundle.of("hello.so", image, WrapOptions.NONE).manifest())
        .isEqualTo(bundle.manifest());
  }

  @Test
  void aPackageThatIsNoneOfGosIsTheSameOrAbsent() throws Exception {
    Attributes headers = PluginBundle.of(plugin("kinds")).manifest().getMainAttributes();

    assertThat(headers.getValue("Require-Capability"))
        .containsPattern(
            "\\(\\|\\(hashes=example\\.com/kinds/shared@[0-9a-f]{16}\\)"
                + "\\(!\\(packages=example\\.com/kinds/shared\\)\\)\\)");
  }

  @Test
  void aPluginThatExportsNothingIsRefused() throws Exception {
    Path plugin = plugin("empty");

    assertThatExceptionOfType(ElfException.class)
        .isThrownBy(() -> PluginBundle.of(plugin))
        .withMessageContaining("example.com/empty): it exports nothing (ptab)");
  }
}
