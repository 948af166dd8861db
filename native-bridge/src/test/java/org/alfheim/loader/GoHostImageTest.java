package org.alfheim.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.internal.open.LiveGo;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hosts of Go runtimes can be seen. */
@Timeout(600)
class GoHostImageTest {
  static Iterable<GoToolchain> toolchains() {
    return LiveGo.toolchains();
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void aHostIsListedWithItsGoItsPlaceAndWhatRunsOnIt(GoToolchain go) throws IOException {
    LocalPlugin plugin = LiveGo.plugin(go);

    String maps = Files.readString(Path.of("/proc/self/maps"));
    assertThat(Loader.goHosts())
        .filteredOn(host -> host.plugins().contains(plugin))
        .singleElement()
        .satisfies(host -> {
          assertThat(host.name()).isEqualTo(go.host().getFileName().toString());
          assertThat(host.location()).startsWith(go.host() + "#");
          assertThat(host.version()).contains(go.version());
          assertThat(host.plugins()).containsExactly(plugin);
          assertThat(host.span()).isGreaterThan(1 << 20);
          assertThat(maps).contains("\n" + Long.toHexString(host.base()) + "-");
        });
    assertThat(Loader.openedElsewhere()).noneMatch(image -> image.name().contains("host"));
  }
}
