package org.alfheim.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;
import org.osgi.util.tracker.ServiceTracker;

/** The features, as a launcher takes them. */
class FeatureTest {
  private static final Path FEATURES = Path.of("target", "feature");
  private static final Path REPOSITORY = Path.of("target", "repository").toAbsolutePath();

  @TempDir private Path folder;

  private static Feature read(String name) throws IOException {
    FeatureService service = ServiceLoader.load(FeatureService.class).findFirst().orElseThrow();
    try (Reader reader = Files.newBufferedReader(FEATURES.resolve(name))) {
      return service.readFeature(reader);
    }
  }

  @Test
  void saysWhatItIs() throws IOException {
    Feature feature = read("alfheim.json");
    assertThat(feature.getID().getGroupId()).isEqualTo("org.alfheim");
    assertThat(feature.getID().getType()).contains("osgifeature");
    assertThat(feature.getID().getVersion()).doesNotContain("$");
    assertThat(feature.getName()).contains("Alfheim");
    assertThat(feature.isComplete()).isTrue();
    assertThat(read("alfheim-samples.json").isComplete()).isFalse();
  }

  @Test
  void namesAllThatIsNeededAndItRuns() throws Exception {
    Framework felix =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
    felix.start();
    try {
      start(felix.getBundleContext(), read("alfheim.json"));
      start(felix.getBundleContext(), read("alfheim-samples.json"));
      // As zlib's own crc32 has it.
      CRC32 expected = new CRC32();
      expected.update("hello".getBytes(UTF_8));
      assertThat(checksum(felix.getBundleContext())).isEqualTo(expected.getValue());
    } finally {
      felix.stop();
      felix.waitForStop(10_000);
    }
  }

  private static void start(BundleContext context, Feature feature) throws Exception {
    List<Bundle> bundles = new ArrayList<>();
    for (FeatureBundle each : feature.getBundles()) {
      bundles.add(context.installBundle("reference:" + file(each.getID()).toUri()));
    }
    bundles.removeIf(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null);
    for (Bundle bundle : bundles) {
      bundle.start();
      assertThat(bundle.getState()).as(bundle.toString()).isEqualTo(Bundle.ACTIVE);
    }
  }

  /** Where a Maven repository has an artifact. */
  private static Path file(ID id) {
    return REPOSITORY
        .resolve(id.getGroupId().replace('.', '/'))
        .resolve(id.getArtifactId())
        .resolve(id.getVersion())
        .resolve(id.getArtifactId() + "-" + id.getVersion() + ".jar");
  }

  /**
   * The sample's service, implemented in C. By reflection: the framework has classes of its own.
   */
  private static Object checksum(BundleContext context) throws Exception {
    ServiceTracker<Object, Object> services =
        new ServiceTracker<>(context, "org.alfheim.plugins.checksum.Checksum", null);
    services.open(true);
    try {
      Object checksum = services.waitForService(10_000);
      assertThat(checksum).isNotNull();
      Class<?> api =
          checksum.getClass().getClassLoader().loadClass("org.alfheim.plugins.checksum.Checksum");
      return api.getMethod("crc32", byte[].class).invoke(checksum, "hello".getBytes(UTF_8));
    } finally {
      services.close();
    }
  }
}
