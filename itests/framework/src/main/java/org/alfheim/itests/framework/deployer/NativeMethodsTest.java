package org.alfheim.itests.framework.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.alfheim.itests.framework.fixture.Waiting;
import org.alfheim.registry.PluginInventory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/** Jars with native methods, as they come, in the drop folder. */
class NativeMethodsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @InjectBundleContext BundleContext context;
  @InjectService ConfigurationAdmin configurations;
  @InjectService PluginInventory inventory;
  @TempDir Path temporary;

  private Path folder;
  private Configuration configuration;

  @BeforeEach
  void watch() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("drop"));
    configuration = configurations.createFactoryConfiguration("org.apache.felix.fileinstall", "?");
    configuration.update(
        FrameworkUtil.asDictionary(
            Map.of(
                "felix.fileinstall.dir",
                folder.toString(),
                "felix.fileinstall.poll",
                "50",
                "felix.fileinstall.tmpdir",
                temporary.resolve("tmp").toString())));
  }

  @AfterEach
  void leave() throws Exception {
    configuration.delete();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().startsWith("file:" + folder)) {
        bundle.uninstall();
      }
    }
  }

  /** A jar of this bundle, whole or not at all; and its bundle when it has started. */
  private Bundle started(String name) throws IOException {
    String entry =
        FrameworkUtil.getBundle(NativeMethodsTest.class)
            .findEntries("jni", name, false)
            .nextElement()
            .getPath();
    Path whole = temporary.resolve(entry.substring(entry.lastIndexOf('/') + 1));
    try (InputStream jar = NativeMethodsTest.class.getResourceAsStream(entry)) {
      Files.copy(jar, whole);
    }
    Path file =
        Files.move(whole, folder.resolve(whole.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    String location = file.toFile().toURI().toString();
    Waiting.until(
        PATIENCE,
        location + " to start",
        () -> {
          Bundle bundle = context.getBundle(location);
          return bundle != null && bundle.getState() == Bundle.ACTIVE;
        });
    return context.getBundle(location);
  }

  private long images(Bundle bundle) {
    return inventory.images().stream()
        .filter(image -> image.state() == PluginInventory.State.NATIVES)
        .filter(image -> image.holder().isPresent())
        .filter(image -> image.holder().get().bundle() == bundle.getBundleId())
        .count();
  }

  @Test
  void oneThatIsABundleIsServedFromItself() throws Exception {
    Bundle bundle = started("zstd-jni-*.jar");

    Class<?> zstd = bundle.loadClass("com.github.luben.zstd.Zstd");
    assertThat(zstd.getMethod("maxCompressionLevel").invoke(null)).isEqualTo(22);
    assertThat(images(bundle)).isEqualTo(1);
  }

  @Test
  void oneThatIsNoneBecomesABundleAndIsServed() throws Exception {
    Bundle bundle = started("rocksdbjni-*.jar");

    assertThat(bundle.getSymbolicName()).isEqualTo("org.rocksdb.rocksdbjni");
    assertThat(bundle.getVersion()).hasToString("9.7.3");
    Class<?> database = bundle.loadClass("org.rocksdb.RocksDB");
    database.getMethod("loadLibrary").invoke(null);
    assertThat(database.getMethod("rocksdbVersion").invoke(null)).hasToString("9.7.3");
    assertThat(images(bundle)).isEqualTo(1);
  }
}
