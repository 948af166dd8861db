package org.alfheim.itests.framework.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.itests.framework.fixture.SymbolConsumer;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.SymbolDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Plugins of 100,000 symbols. How many services there are is asserted; how long it takes is
 * printed, since that depends on what else the machine has to do.
 */
class ScaleTest {
  private static final int MANY = 100_000;
  private static final int ROUNDS = 10;

  @InjectBundleContext BundleContext context;
  @InjectService SymbolDirectory directory;
  @InjectService ServiceComponentRuntime components;

  private final StringBuilder figures = new StringBuilder();

  @AfterEach
  void print() {
    String framework = context.getBundle(0).getSymbolicName();
    System.out.println("[scale] " + framework + " " + figures);
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double milliseconds(Callable<?> action) throws Exception {
    long start = processorTime();
    action.call();
    return (processorTime() - start) / 1e6;
  }

  private void figure(String what, double value, String unit) {
    figures.append(String.format(Locale.ROOT, "| %s %.3g %s ", what, value, unit));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private Bundle install(String name, String image) throws BundleException {
    return NativeBundle.named("scale." + name)
        .plugin("lib/lib.so;symbols=on-demand;name=" + name)
        .image("lib/lib.so", image)
        .install(context);
  }

  private static double start(Bundle bundle) throws Exception {
    return milliseconds(() -> {
      bundle.start();
      return null;
    });
  }

  private static double stop(Bundle bundle) throws Exception {
    return milliseconds(() -> {
      bundle.stop();
      return null;
    });
  }

  private ServiceTracker<Symbol, Symbol> tracker(String plugin, String symbol)
      throws InvalidSyntaxException {
    ServiceTracker<Symbol, Symbol> tracker =
        new ServiceTracker<>(
            context,
            FrameworkUtil.createFilter(
                "(&(%s=%s)(plugin.name=%s)(symbol.name=%s))"
                    .formatted(Constants.OBJECTCLASS, Symbol.class.getName(), plugin, symbol)),
            null);
    tracker.open();
    return tracker;
  }

  @Test
  void startsAndStops() throws Exception {
    start(install("first", "libten.so"));
    List<Double> small = new ArrayList<>();
    List<Double> large = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    List<Double> stops = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      small.add(start(install("small" + i, "libten.so")));
      Bundle bundle = install("large" + i, "libmany.so");
      large.add(start(bundle));
      assertThat(new Services(context).plugin("large" + i).symbolCount()).isEqualTo(MANY);
      assertThat(Services.symbols(bundle)).isEmpty();
      stops.add(stop(bundle));
      again.add(start(bundle));
    }
    figure("start of 10 symbols, first", small.getFirst(), "ms");
    figure("median", median(small), "ms");
    figure("start of 100,000, first", large.getFirst(), "ms");
    figure("median", median(large), "ms");
    figure("again", median(again), "ms");
    figure("stop, median", median(stops), "ms");
  }

  @Test
  void tenAtOnceServeWhoeverAsks() throws Exception {
    List<Bundle> bundles = new ArrayList<>();
    double all = 0;
    for (int i = 0; i < 10; i++) {
      Bundle bundle = install("ten" + i, "libmany.so");
      bundles.add(bundle);
      all += start(bundle);
    }
    figure("start of ten times 100,000", all, "ms");

    List<Double> tracked = new ArrayList<>();
    List<ServiceTracker<Symbol, Symbol>> trackers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String plugin = "ten" + i % 10;
      String symbol = "n" + 499 * i;
      tracked.add(milliseconds(() -> trackers.add(tracker(plugin, symbol))));
      Symbol served = trackers.getLast().getService();
      assertThat(served.variable(int.class).get()).isEqualTo(499 * i);
      assertThat(served.plugin()).isSameAs(new Services(context).plugin(plugin));
    }
    for (Bundle bundle : bundles) {
      assertThat(Services.symbols(bundle)).hasSize(20);
      assertThat(Services.of(bundle, Plugin.class)).hasSize(1);
    }
    figure("tracker, first", tracked.getFirst(), "ms");
    figure("median", median(tracked), "ms");

    ServiceReference<?>[] found =
        context.getAllServiceReferences(Symbol.class.getName(), "(symbol.name=n499)");
    assertThat(found).hasSize(1);
    assertThat(context.getAllServiceReferences(Symbol.class.getName(), "(symbol.name=n499)"))
        .as("the second plain lookup")
        .hasSize(10);

    String[] names = new String[MANY / 10];
    Arrays.setAll(names, i -> "n" + 10 * i);
    figure("directory, a name for the first time, first plugin", find("ten6", names, 1), "ns");
    figure("second plugin", find("ten7", names, 1), "ns");
    figure("again", find("ten7", names, 20), "ns");

    trackers.forEach(ServiceTracker::close);
    List<Double> stops = new ArrayList<>();
    for (Bundle bundle : bundles) {
      stops.add(stop(bundle));
    }
    figure("stop, median", median(stops), "ms");
    assertThat(directory.find("n4711")).isEmpty();
  }

  /** Nanoseconds for each name that the directory finds in a plugin. */
  private double find(String plugin, String[] names, int rounds) {
    long start = processorTime();
    for (int round = 0; round < rounds; round++) {
      for (String name : names) {
        if (directory.find(plugin, name).isEmpty()) {
          throw new AssertionError(name);
        }
      }
    }
    return (double) (processorTime() - start) / rounds / names.length;
  }

  @Test
  void aReferenceOfAComponentIsServed() throws Exception {
    Bundle bundle =
        NativeBundle.named("scale.wanted")
            .plugin("lib/lib.so;symbols=on-demand;name=wanted")
            .image("lib/lib.so", "libmany.so")
            .install(context);
    ComponentDescriptionDTO component =
        components.getComponentDescriptionDTO(
            FrameworkUtil.getBundle(SymbolConsumer.class), SymbolConsumer.class.getName());
    components.disableComponent(component).getValue();
    bundle.start();
    assertThat(Services.symbols(bundle)).isEmpty();

    List<Double> times = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      // Another thread does it.
      long start = System.nanoTime();
      components.enableComponent(component).getValue();
      times.add((System.nanoTime() - start) / 1e6);
      SymbolConsumer consumer =
          context.getService(context.getServiceReference(SymbolConsumer.class));
      assertThat(consumer.value()).isEqualTo(77_777);
      components.disableComponent(component).getValue();
    }
    components.enableComponent(component).getValue();
    assertThat(Services.symbols(bundle)).containsExactly("n77777");
    figure("component with a @Reference, enabled and satisfied, first", times.getFirst(), "ms");
    figure("median", median(times), "ms");
  }
}
