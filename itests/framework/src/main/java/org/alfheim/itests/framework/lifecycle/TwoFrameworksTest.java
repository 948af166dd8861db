package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alfheim.itests.framework.fixture.Image;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Refusals;
import org.alfheim.itests.framework.fixture.SecondFramework;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.plugin.InitializationException;
import org.alfheim.registry.PluginInventory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/**
 * A second framework in the same JVM has all classes a second time, the loader's too; the process
 * has an image once.
 */
class TwoFrameworksTest {
  @InjectBundleContext BundleContext context;
  @TempDir Path storage;

  private SecondFramework other;

  @BeforeEach
  void startAnother() throws BundleException {
    other = SecondFramework.start(context, storage, Map.of());
  }

  @AfterEach
  void stopAnother() throws BundleException {
    other.close();
  }

  private static NativeBundle counter() {
    return NativeBundle.named("test.shared")
        .plugin("lib/libcounter.so;name=shared")
        .header("Import-Package", "org.alfheim.activator")
        .image("lib/libcounter.so", "libcounter.so.1.4.2");
  }

  private int call(String function) throws InvalidSyntaxException {
    return (int)
        new Services(context)
            .symbol("shared", function)
            .function("int " + function + "(void)")
            .call(List.of());
  }

  @Test
  void shareAnImage() throws Exception {
    counter().install(context).start();
    int initialisations = call("initialisations");
    int calls = call("call");

    counter().install(other.context()).start();

    assertThat(other.call("call")).isEqualTo(calls + 1);
    assertThat(call("call")).isEqualTo(calls + 2);
    assertThat(call("initialisations")).isEqualTo(initialisations);
  }

  @Test
  void whatOnlyTheOtherHasOpenedIsListedAsElsewhere(@InjectService PluginInventory inventory)
      throws Exception {
    NativeBundle.named("test.only-there")
        .plugin("lib/libcounter.so")
        .header("Import-Package", "org.alfheim.activator")
        .image("lib/libcounter.so", "libcounter.so.1.4.2")
        .install(other.context())
        .start();

    assertThat(inventory.images())
        .filteredOn(image -> image.location().startsWith("test.only-there!"))
        .singleElement()
        .satisfies(image -> {
          assertThat(image.state()).isEqualTo(PluginInventory.State.ELSEWHERE);
          assertThat(image.name()).isEqualTo("libcounter.so");
          assertThat(image.size()).isPositive();
          assertThat(image.plugin()).isEmpty();
        });
  }

  @Test
  void aRefreshOfTheLoaderFindsTheImages() throws Exception {
    counter().install(other.context()).start();
    int initialisations = other.call("initialisations");
    int calls = other.call("call");
    Class<?> before = other.loaderClass();

    other.refresh("org.alfheim.native-bridge");

    assertThat(other.loaderClass()).isNotSameAs(before);
    assertThat(other.call("call")).isEqualTo(calls + 1);
    assertThat(other.call("initialisations")).isEqualTo(initialisations);
  }

  @Test
  void whatHasFailedInOneFailsInTheOther() throws Exception {
    byte[] image = Image.bytes("libfirst.so.1");
    Bundle bundle =
        NativeBundle.named("test.failed")
            .plugin("lib/libfirst.so.1")
            .image("lib/libfirst.so.1", "libfirst.so.1")
            .install(context);
    bundle.start();
    String key = new Services(context).plugin("libfirst.so.1").location();
    bundle.uninstall();
    // What a loader leaves for the others when the constructors of an image have failed.
    String property = "org.alfheim.image." + key.replace("test.failed!", "test.failing!");
    System.setProperty(property, "failed constructors of libfirst.so.1 have failed");
    try {
      Bundle failing =
          NativeBundle.named("test.failing")
              .plugin("lib/libfirst.so.1")
              .entry("lib/libfirst.so.1", image)
              .install(context);

      for (int i = 0; i < 2; i++) {
        assertThat(Refusals.of(failing))
            .hasCauseInstanceOf(InitializationException.class)
            .hasMessage("constructors of libfirst.so.1 have failed (previous failure)");
      }
    } finally {
      System.clearProperty(property);
    }
  }

  @Test
  void aFrameworkThatComesBackFindsItsImages() throws Exception {
    counter().install(other.context()).start();
    int initialisations = other.call("initialisations");
    int calls = other.call("call");

    other.restart();

    assertThat(other.call("call")).isEqualTo(calls + 1);
    assertThat(other.call("initialisations")).isEqualTo(initialisations);
  }
}
