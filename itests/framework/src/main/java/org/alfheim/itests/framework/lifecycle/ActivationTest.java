package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.alfheim.itests.framework.contract.Counter;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Refresh;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.test.common.annotation.InjectBundleContext;

/** Constructors run when a bundle becomes active for the first time, and at no other time. */
class ActivationTest {
  private static final String CONTRACT = Counter.class.getName();

  @InjectBundleContext BundleContext context;

  private int level;

  @BeforeEach
  void noteTheLevel() {
    level = startLevel().getStartLevel();
  }

  @AfterEach
  void restoreTheLevel() throws InterruptedException {
    reach(level);
  }

  private FrameworkStartLevel startLevel() {
    return context.getBundle(0).adapt(FrameworkStartLevel.class);
  }

  private void reach(int target) throws InterruptedException {
    if (startLevel().getStartLevel() != target) {
      CountDownLatch reached = new CountDownLatch(1);
      startLevel()
          .setStartLevel(
              target,
              event -> {
                if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                  reached.countDown();
                }
              });
      assertThat(reached.await(100, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static NativeBundle counter(String name) {
    return NativeBundle.named("activation." + name)
        .plugin("lib/libcounter.so;name=" + name)
        .image("lib/libcounter.so", "libcounter.so.1.4.2");
  }

  /** The names of the bundles of this test whose images are in the process, as they were opened. */
  private static List<String> opened(String... names) {
    return Loader.opened().stream()
        .map(Plugin::location)
        .filter(location -> location.startsWith("activation."))
        .map(location -> location.substring("activation.".length(), location.indexOf('!')))
        .filter(Arrays.asList(names)::contains)
        .toList();
  }

  private int call(String plugin, String function) throws InvalidSyntaxException {
    return (int)
        new Services(context)
            .symbol(plugin, function)
            .function("int " + function + "(void)")
            .call(List.of());
  }

  @Test
  void notWhenABundleIsInstalledOrResolved() throws BundleException {
    Bundle bundle = counter("resolved").install(context);
    assertThat(context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(List.of(bundle)))
        .isTrue();

    assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
    assertThat(opened("resolved")).isEmpty();

    bundle.start();
    assertThat(opened("resolved")).containsExactly("resolved");
  }

  @Test
  void notBeforeTheFrameworkHasReachedTheBundlesStartLevel() throws Exception {
    Bundle bundle = counter("level").install(context);
    bundle.adapt(BundleStartLevel.class).setStartLevel(level + 1);

    bundle.start();
    assertThat(bundle.getState()).isNotEqualTo(Bundle.ACTIVE);
    assertThat(opened("level")).isEmpty();

    reach(level + 1);
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    int calls = call("level", "call");
    int initialisations = call("level", "initialisations");

    reach(level);
    assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
    assertThat(bundle.getRegisteredServices()).isNull();

    reach(level + 1);
    assertThat(call("level", "call")).isEqualTo(calls + 1);
    assertThat(call("level", "initialisations")).isEqualTo(initialisations);
  }

  @Test
  void inTheOrderOfStartLevels() throws Exception {
    for (int i = 1; i <= 3; i++) {
      Bundle bundle = counter("order" + i).install(context);
      bundle.adapt(BundleStartLevel.class).setStartLevel(level + 4 - i);
      bundle.start();
    }

    reach(level + 3);

    assertThat(opened("order1", "order2", "order3")).containsExactly("order3", "order2", "order1");
  }

  /** A bundle that holds a class of its own, and waits to be activated until it is needed. */
  private static NativeBundle lazy(String name) throws IOException {
    String path = CONTRACT.replace('.', '/') + ".class";
    try (InputStream content = Counter.class.getClassLoader().getResourceAsStream(path)) {
      return counter(name)
          .header("Bundle-ActivationPolicy", "lazy")
          .header("Import-Package", "org.alfheim.activator")
          .entry(path, content.readAllBytes());
    }
  }

  @Test
  void withLazyActivationNotBeforeAClassOfTheBundleIsNeeded() throws Exception {
    Bundle bundle = lazy("lazy").install(context);

    bundle.start(Bundle.START_ACTIVATION_POLICY);
    assertThat(bundle.getState()).isEqualTo(Bundle.STARTING);
    assertThat(opened("lazy")).isEmpty();
    assertThat(bundle.getRegisteredServices()).isNull();

    bundle.loadClass(CONTRACT);
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(call("lazy", "call")).isEqualTo(1);
  }

  @Test
  void aLazyBundleIsActivatedWhenAnotherPluginNeedsItsImage() throws Exception {
    Bundle provider =
        NativeBundle.named("activation.lazy-provider")
            .plugin("lib/libfirst.so.1")
            .image("lib/libfirst.so.1", "libfirst-ten.so")
            .header("Bundle-ActivationPolicy", "lazy")
            .header("Provide-Capability", "org.alfheim.plugin;name=lazy-provider")
            .install(context);
    provider.start(Bundle.START_ACTIVATION_POLICY);
    assertThat(provider.getState()).isEqualTo(Bundle.STARTING);

    NativeBundle.named("activation.needing")
        .plugin("lib/libsecond.so;name=needing")
        .image("lib/libsecond.so", "libsecond.so")
        .header("Require-Capability", "org.alfheim.plugin;filter:=\"(name=lazy-provider)\"")
        .install(context)
        .start();

    assertThat(provider.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(call("needing", "second")).isEqualTo(11);
  }

  @Test
  void aRefreshKeepsTheImage() throws Exception {
    Bundle bundle = counter("refreshed").install(context);
    bundle.start();
    Plugin before = new Services(context).plugin("refreshed");
    int calls = call("refreshed", "call");
    int initialisations = call("refreshed", "initialisations");

    Refresh.of(context.getBundle(0), bundle);

    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(new Services(context).plugin("refreshed")).isSameAs(before);
    assertThat(call("refreshed", "call")).isEqualTo(calls + 1);
    assertThat(call("refreshed", "initialisations")).isEqualTo(initialisations);
  }

  @Test
  void aCircleOfBundlesStarts() throws Exception {
    for (String name : List.of("round", "about")) {
      String other = name.equals("round") ? "about" : "round";
      counter(name)
          .header("Provide-Capability", "org.alfheim.plugin;name=" + name)
          .header("Require-Capability", "org.alfheim.plugin;filter:=\"(name=" + other + ")\"")
          .install(context);
    }

    Bundle round = context.getBundle("test:activation.round");
    round.start();

    assertThat(context.getBundle("test:activation.about").getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(round.getState()).isEqualTo(Bundle.ACTIVE);
  }
}
