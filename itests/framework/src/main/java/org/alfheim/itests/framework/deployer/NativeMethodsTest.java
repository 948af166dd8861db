package org.alfheim.itests.framework.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.alfheim.itests.framework.fixture.WatchedFolder;
import org.alfheim.registry.PluginInventory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/** Jars with native methods, as they come, in the drop folder. */
class NativeMethodsTest {
  @InjectBundleContext BundleContext context;
  @InjectService ConfigurationAdmin configurations;
  @InjectService PluginInventory inventory;
  @TempDir Path temporary;

  private WatchedFolder folder;

  @BeforeEach
  void watch() throws IOException {
    folder = new WatchedFolder(context, configurations, temporary);
  }

  @AfterEach
  void leave() throws Exception {
    folder.close();
  }

  /** A jar of this bundle, and its bundle when it has started. */
  private Bundle started(String name) throws IOException {
    String entry =
        FrameworkUtil.getBundle(NativeMethodsTest.class)
            .findEntries("jni", name, false)
            .nextElement()
            .getPath();
    try (InputStream jar = NativeMethodsTest.class.getResourceAsStream(entry)) {
      Path file = folder.drop(entry.substring(entry.lastIndexOf('/') + 1), jar);
      return folder.started(file.toFile().toURI().toString());
    }
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
