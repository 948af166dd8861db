package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alfheim.gohost.GoInstallation;
import org.alfheim.gohost.HostBuild;
import org.alfheim.wrap.GoHostBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A Go plugin is planned behind its host, and called without a prototype. */
@Timeout(600)
class GoPlanTest {
  @TempDir private Path folder;

  private Framework felix;
  private GoInstallation go;

  @BeforeEach
  void start() throws Exception {
    go = GoInstallation.all(Map.of()).getFirst();
    Process build =
        new ProcessBuilder(
                "../../native-bridge/src/test/go/build.sh",
                go.go().getParent().getParent().toString(),
                "plugin",
                "kinds",
                folder.resolve("kinds.so").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(said).isZero();
    felix = Framework.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    felix.stop();
  }

  @Test
  void aGoPluginIsPlannedBehindTheHostThatIsInstalled() throws Exception {
    assertThatThrownBy(() -> felix.shell("plugin:plan kinds.so"))
        .hasMessageContaining(
            "kinds.so: this is a Go plugin ("
                + go.version()
                + "), and no bundle that is installed is a host for it");

    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    GoHostBundle.of(new HostBuild(go, List.of(), false, false).image(), go.version()).writeTo(jar);
    Bundle host =
        felix.context().installBundle("host", new ByteArrayInputStream(jar.toByteArray()));

    assertThat(felix.shell("plugin:plan kinds.so"))
        .contains("org.alfheim.go.host!/host.so")
        .contains(" comes first, ");
    felix.shell("plugin:open kinds.so");
    assertThat(felix.shell("plugin:list"))
        .contains("RUNS ON")
        .containsPattern(
            "kinds.so .* "
                + go.version()
                + ", org.alfheim.go.host \\["
                + host.getBundleId()
                + "\\]");
    assertThat(felix.shell("plugin:call kinds One 7")).isEmpty();
    assertThat(felix.shell("plugin:set kinds ANumber 7; plugin:get kinds ANumber")).endsWith("7");
    assertThat(felix.shell("plugin:symbols kinds"))
        .contains("func One(int) string")
        .contains("var ANumber main.Number");
    assertThatThrownBy(() -> felix.shell("plugin:set kinds AHandler f"))
        .hasMessageContaining("can be nil only here");
  }
}
