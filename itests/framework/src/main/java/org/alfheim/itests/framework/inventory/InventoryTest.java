package org.alfheim.itests.framework.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.alfheim.itests.framework.fixture.Image;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Refusals;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.UnresolvedException;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Holder;
import org.alfheim.registry.PluginInventory.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/** What is in the process is listed, whether or not it serves. */
class InventoryTest {
  @InjectBundleContext BundleContext context;
  @InjectService PluginInventory inventory;

  private static NativeBundle bundle(String image) {
    return NativeBundle.named("test.inventory")
        .plugin("lib/libx.so;name=inventoried")
        .image("lib/libx.so", image);
  }

  /** The images of this bundle; what other tests have left is not of interest. */
  private List<PluginInventory.Image> images(Bundle bundle) {
    return inventory.images().stream()
        .filter(
            image -> image.holder().map(Holder::bundle).equals(Optional.of(bundle.getBundleId())))
        .toList();
  }

  private State state(Bundle bundle) {
    assertThat(images(bundle)).hasSize(1);
    return images(bundle).getFirst().state();
  }

  @Test
  void tellsWhoHoldsAnImage() throws BundleException {
    Bundle bundle = bundle("libfirst.so.1").install(context);
    bundle.start();

    assertThat(images(bundle))
        .singleElement()
        .satisfies(image -> {
          assertThat(image.name()).isEqualTo("inventoried");
          assertThat(image.state()).isEqualTo(State.ACTIVE);
          assertThat(image.holder())
              .contains(
                  new Holder(bundle.getBundleId(), "test.inventory", Version.valueOf("1.0.0")));
          assertThat(image.size())
              .isEqualTo(((LocalPlugin) image.plugin().orElseThrow()).image().span());
          assertThat(image.held())
              .isPositive()
              .isEqualTo(((LocalPlugin) image.plugin().orElseThrow()).image().held());
          assertThat(image.location()).startsWith("test.inventory!/lib/libx.so#");
        });
  }

  @Test
  void anImageOfAStoppedBundleIsNoRetiredOne() throws BundleException {
    Bundle bundle = bundle("libfirst.so.1").install(context);
    bundle.start();
    bundle.stop();

    assertThat(state(bundle)).isEqualTo(State.STOPPED);

    bundle.start();
    assertThat(state(bundle)).isEqualTo(State.ACTIVE);
  }

  @Test
  void anUpdateRetiresAnImageUntilItComesBack() throws BundleException {
    Bundle bundle = bundle("libfirst.so.1").install(context);
    bundle.start();
    Plugin first = images(bundle).getFirst().plugin().orElseThrow();

    bundle.update(bundle("libfirst-ten.so").jar());

    assertThat(images(bundle)).hasSize(2);
    assertThat(images(bundle))
        .filteredOn(image -> image.state() == State.RETIRED)
        .singleElement()
        .satisfies(image -> {
          assertThat(image.plugin()).contains(first);
          assertThat(image.size()).isPositive();
        });

    bundle.update(bundle("libfirst.so.1").jar());
    assertThat(images(bundle))
        .filteredOn(image -> image.state() == State.ACTIVE)
        .singleElement()
        .satisfies(image -> assertThat(image.plugin()).contains(first));
  }

  @Test
  void anUninstalledBundleLeavesARetiredImage() throws BundleException {
    Bundle bundle = bundle("libfirst.so.1").install(context);
    bundle.start();
    bundle.uninstall();

    assertThat(state(bundle)).isEqualTo(State.RETIRED);
  }

  @Test
  void whatJavaCodeOpensHasNoBundle(@TempDir Path folder) throws Exception {
    Plugin plugin = Plugin.open(Image.file(folder, "libfirst.so.1"));

    assertThat(inventory.images())
        .filteredOn(image -> image.plugin().equals(Optional.of(plugin)))
        .singleElement()
        .satisfies(image -> {
          assertThat(image.state()).isEqualTo(State.DIRECT);
          assertThat(image.holder()).isEmpty();
        });
  }

  @Test
  void whatTheContainerOpensForItselfIsToldApartAndComesLast() {
    Plugin plugin =
        Plugin.open("org.alfheim.container!/libfirst.so.1", Image.bytes("libfirst.so.1"));

    assertThat(inventory.images().getLast())
        .satisfies(image -> {
          assertThat(image.plugin()).contains(plugin);
          assertThat(image.state()).isEqualTo(State.HELPER);
          assertThat(image.holder()).isEmpty();
        });
  }

  @Test
  void aFailureIsListedWithItsCauseUntilTheBundleStarts() throws BundleException {
    Bundle bundle = bundle("libmissing.so").install(context);
    BundleException refusal = Refusals.of(bundle);

    assertThat(inventory.failures())
        .filteredOn(failure -> failure.holder().bundle() == bundle.getBundleId())
        .singleElement()
        .satisfies(failure -> {
          assertThat(failure.cause())
              .isInstanceOf(UnresolvedException.class)
              .isSameAs(refusal.getCause());
          assertThat(failure.message()).isEqualTo(refusal.getMessage());
          assertThat(failure.time()).isBeforeOrEqualTo(Instant.now());
        });

    bundle.update(bundle("libfirst.so.1").jar());
    bundle.start();
    assertThat(inventory.failures())
        .noneMatch(failure -> failure.holder().bundle() == bundle.getBundleId());
  }

  @Test
  void theFailureOfAnUninstalledBundleIsForgotten() throws BundleException {
    Bundle bundle = bundle("libmissing.so").install(context);
    Refusals.of(bundle);
    bundle.uninstall();

    assertThat(inventory.failures())
        .noneMatch(failure -> failure.holder().bundle() == bundle.getBundleId());
  }
}
