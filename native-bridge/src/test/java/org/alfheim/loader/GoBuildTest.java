package org.alfheim.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.GoToolchain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class GoBuildTest {
  private static SharedObject read(Path file) {
    try {
      return SharedObject.parse(
          file.toString(), MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPluginSaysHowItWasBuilt() {
    for (GoToolchain go : GoToolchain.all()) {
      GoBuild build = GoBuild.ofPlugin(read(go.plugin("hello"))).orElseThrow();

      assertThat(build.version()).contains(go.version());
      assertThat(build.path()).contains("example.com/hello");
      assertThat(build.packages()).containsKeys("runtime", "fmt", "example.com/hello");
      assertThat(build.race()).isFalse();
    }
  }

  @Test
  void onePackageThatDiffersIsEnough() {
    GoToolchain go = GoToolchain.newest();
    GoBuild plain = GoBuild.ofPlugin(read(go.plugin("hello"))).orElseThrow();
    GoBuild trimmed = GoBuild.ofPlugin(read(go.plugin("hello", "-trimpath"))).orElseThrow();

    assertThat(trimmed.flags().orElse(List.of())).contains("-trimpath");
    assertThat(plain.differing(plain)).isEmpty();
    assertThat(plain.differing(trimmed)).isPresent();
    assertThat(trimmed.differing(plain)).isEqualTo(plain.differing(trimmed));
  }

  @Test
  void whatNoHostHasAUseForIsRefused() {
    SharedObject empty = read(GoToolchain.newest().plugin("empty"));

    assertThatThrownBy(() -> GoBuild.ofPlugin(empty))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("example.com/empty): it exports nothing (ptab); begin the name of a");
  }

  @Test
  void otherImagesAreNeither() {
    SharedObject library = read(GoToolchain.newest().cLibrary("clib"));

    assertThat(GoBuild.ofPlugin(library)).isEmpty();
    assertThatThrownBy(() -> GoBuild.ofHost(library))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("this is no host for Go plugins");
  }
}
