package org.alfheim.gohost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.alfheim.wrap.GoHostBundle;
import org.alfheim.wrap.PluginBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** A framework decides which plugin has which host. */
@Timeout(600)
class HostResolutionTest {
  private static final GoInstallation OLD = Go.installations().getFirst();
  private static final GoInstallation NEW = Go.newest();

  @TempDir private Path folder;

  private Framework framework;
  private int hosts;

  @BeforeEach
  void start() throws BundleException {
    framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE, folder.toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "org.alfheim.activator;version=1.0",
                    Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "org.alfheim.loader;version:Version=1.0"));
    framework.start();
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(0);
  }

  private Bundle install(String name, byte[] jar) throws BundleException {
    return framework.getBundleContext().installBundle(name, new ByteArrayInputStream(jar));
  }

  private Bundle host(GoInstallation go, byte[] image) throws BundleException, IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    GoHostBundle.of(image, go.version()).writeTo(jar);
    return install("host " + ++hosts, jar.toByteArray());
  }

  private Bundle host(GoInstallation go) throws BundleException, IOException {
    return host(go, Files.readAllBytes(Go.host(go)));
  }

  private Bundle plugin(Path file) throws BundleException, IOException {
    return install(file.toString(), PluginBundle.of(file).openStream().readAllBytes());
  }

  private boolean resolves(Bundle bundle) {
    return framework.adapt(FrameworkWiring.class).resolveBundles(List.of(bundle));
  }

  @Test
  void aPluginHasTheHostOfItsOwnGo() throws Exception {
    assertThat(OLD.version()).isNotEqualTo(NEW.version());
    Bundle plugin = plugin(Go.plugin(OLD, "values"));
    host(NEW);

    assertThat(resolves(plugin)).isFalse();
    Bundle fitting = host(OLD);
    assertThat(resolves(plugin)).isTrue();
    assertThat(plugin.adapt(BundleWiring.class).getRequiredWires("org.alfheim.go"))
        .singleElement()
        .satisfies(wire -> assertThat(wire.getProvider().getBundle()).isEqualTo(fitting));
    assertThat(resolves(plugin(Go.plugin(NEW, "fails")))).isTrue();
  }

  @Test
  void aPluginOfOtherFlagsHasNone() throws Exception {
    Bundle trimmed = plugin(Go.plugin(NEW, "values", "-trimpath"));
    host(NEW);

    assertThat(resolves(trimmed)).isFalse();
    Bundle host = host(NEW, new HostBuild(NEW, List.of(), true, false).image());
    assertThat(host.getSymbolicName()).isEqualTo("org.alfheim.go.host-trimpath");
    assertThat(resolves(trimmed)).isTrue();
  }

  @Test
  void aPackageThatBothHaveMustBeTheSame() throws Exception {
    Path same = Path.of("src/test/go/shared").toAbsolutePath();
    Path changed = Files.createDirectories(folder.resolve("changed/colour")).getParent();
    Files.copy(same.resolve("go.mod"), changed.resolve("go.mod"));
    Files.writeString(
        changed.resolve("colour/colour.go"),
        "package colour\n\nfunc Red() string { return \"crimson\" }\n\nfunc Blue() {}\n");
    Bundle plugin = plugin(Go.plugin(NEW, "uses"));

    host(NEW, withColour(changed));
    assertThat(resolves(plugin)).isFalse();
    host(NEW, withColour(same));
    assertThat(resolves(plugin)).isTrue();
  }

  private static byte[] withColour(Path module) {
    SharedPackage colour = SharedPackage.parse("example.com/shared/v2/colour=" + module);
    return new HostBuild(NEW, List.of(colour), false, false).image();
  }

  @Test
  void aPackageThatTheHostHasNotIsThePluginsOwn() throws Exception {
    Bundle plugin = plugin(Go.plugin(NEW, "uses"));
    host(NEW);

    assertThat(resolves(plugin)).isTrue();
  }

  @Test
  void hostsOfOneGoStandBesideEachOther() throws Exception {
    Bundle plain = host(NEW);
    Bundle larger =
        host(
            NEW,
            new HostBuild(NEW, List.of(SharedPackage.parse("encoding/base32")), false, false)
                .image());

    assertThat(larger.getSymbolicName()).isEqualTo(plain.getSymbolicName());
    assertThat(larger.getVersion()).isNotEqualTo(plain.getVersion());
    assertThat(plain.getVersion().toString())
        .startsWith(NEW.version().replaceFirst("go", "") + ".");
    assertThat(resolves(plain)).isTrue();
  }
}
