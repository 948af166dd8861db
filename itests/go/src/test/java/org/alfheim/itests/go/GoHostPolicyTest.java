package org.alfheim.itests.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** A policy is asked of a Go plugin and of its host, each by its own bundle. */
@Timeout(600)
class GoHostPolicyTest {
  private static final String HOST = "hosts/go.jar";
  private static final String PLUGIN = "plugins/versioned.jar";

  private final GoRelease go = GoRelease.newest();

  @TempDir private Path cache;

  private LoaderFelix felix;

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    felix.stop();
  }

  /** A plugin and its host, under a policy that lets in what comes from these locations. */
  private Bundle under(String origins) throws Exception {
    felix = LoaderFelix.start(cache, Map.of("org.alfheim.policy.origins", origins));
    felix.host(HOST, go);
    return felix.plugin(PLUGIN, go.plugin("versioned"));
  }

  @Test
  void aHostThatIsKeptOutKeepsItsPluginsOutAndIsNamedWithTheRule() throws Exception {
    Bundle plugin = under("plugins/*");

    assertThatThrownBy(plugin::start)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("org.alfheim.go.host-" + go.version().substring(2))
        .hasMessageContaining("!/host.so: refused by the policy org.alfheim.policy of ")
        .hasMessageContaining("it comes from " + HOST + ", which origins does not list");
    assertThat(felix.images()).isEmpty();
  }

  @Test
  void aPluginIsKeptOutWhoeverItsHostIs() throws Exception {
    Bundle plugin = under("hosts/*");

    assertThatThrownBy(plugin::start)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("!/lib/versioned.so: refused by the policy org.alfheim.policy of ")
        .hasMessageContaining("it comes from " + PLUGIN + ", which origins does not list");
    assertThat(felix.images()).isEmpty();
  }

  @Test
  void whereBothAreLetInThePluginRunsOnItsHostAndTheInventorySaysSo() throws Exception {
    Bundle plugin = under("hosts/*, plugins/*");
    plugin.start();

    assertThat(felix.call("Version")).isEqualTo(VersionedImage.text(0));
    assertThat(felix.images())
        .satisfiesExactly(
            image -> assertThat(image).contains("state=ACTIVE", PLUGIN),
            image ->
                assertThat(image)
                    .contains("state=HOST", "name=host.so", "org.alfheim.go.host-")
                    .contains("symbolicName=org.alfheim.go.host, version=")
                    .contains("version=Optional[" + go.version() + "], plugins=[")
                    .contains("versioned.so#"));

    plugin.uninstall();
    assertThat(felix.images())
        .allSatisfy(image -> assertThat(image).contains("state=RETIRED"))
        .hasSize(2);
  }
}
