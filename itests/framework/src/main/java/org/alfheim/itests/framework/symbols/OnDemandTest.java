package org.alfheim.itests.framework.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.alfheim.itests.framework.fixture.Log;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.itests.framework.fixture.SymbolConsumer;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.util.tracker.ServiceTracker;

/** A plugin of 100,000 symbols, of which those are services that somebody asks for. */
class OnDemandTest {
  private static final String SYMBOL = "(objectClass=org.alfheim.plugin.Symbol)";

  @InjectBundleContext BundleContext context;

  private Bundle many(String attributes) throws BundleException {
    return start("many", attributes);
  }

  private Bundle start(String name, String attributes) throws BundleException {
    Bundle bundle =
        NativeBundle.named("test." + name)
            .plugin("lib/libmany.so;name=" + name + attributes)
            .image("lib/libmany.so", "libmany.so")
            .install(context);
    bundle.start();
    return bundle;
  }

  private ServiceTracker<Symbol, Symbol> tracker(String filter) throws InvalidSyntaxException {
    ServiceTracker<Symbol, Symbol> tracker =
        new ServiceTracker<>(
            context, FrameworkUtil.createFilter("(&" + SYMBOL + filter + ")"), null);
    tracker.open();
    return tracker;
  }

  private static int value(Symbol symbol) {
    return symbol.variable(int.class).get();
  }

  @Test
  void nothingIsRegisteredBeforeSomebodyAsks() throws BundleException {
    Bundle bundle = many(";symbols=on-demand");

    assertThat(Services.symbols(bundle)).isEmpty();
    assertThat(Services.of(bundle, Plugin.class)).hasSize(1);
  }

  @Test
  void aTrackerIsServedBeforeItsFirstLook() throws BundleException, InvalidSyntaxException {
    Bundle bundle = many(";symbols=on-demand");

    ServiceTracker<Symbol, Symbol> tracker = tracker("(symbol.name=n4711)");

    assertThat(tracker.getServices(new Symbol[0])).hasSize(1);
    assertThat(value(tracker.getService())).isEqualTo(4711);
    assertThat(Services.symbols(bundle)).containsExactly("n4711");
    tracker.close();
  }

  @Test
  void aTrackerThatCameFirstIsServedWhenThePluginComes()
      throws BundleException, InvalidSyntaxException {
    ServiceTracker<Symbol, Symbol> tracker = tracker("(symbol.name=n1)");
    assertThat(tracker.getService()).isNull();

    Bundle bundle = many(";symbols=on-demand");
    assertThat(value(tracker.getService())).isEqualTo(1);

    bundle.stop();
    assertThat(tracker.getService()).isNull();

    bundle.start();
    assertThat(value(tracker.getService())).isEqualTo(1);
    tracker.close();
  }

  @Test
  void aTrackerThatWentIsNotServed() throws BundleException, InvalidSyntaxException {
    ServiceTracker<Symbol, Symbol> tracker = tracker("(symbol.name=n2)");
    tracker.close();

    assertThat(Services.symbols(many(";symbols=on-demand"))).isEmpty();
  }

  @Test
  void theWholeFilterCounts() throws BundleException, InvalidSyntaxException {
    Bundle bundle = many(";symbols=on-demand");

    tracker("(&(symbol.name=n3)(plugin.name=another))").close();
    tracker("(&(symbol.name=n4)(symbol.kind=function))").close();
    tracker("(!(symbol.name=n5))").close();
    tracker("(symbol.name=n6*)").close();
    tracker(
            "(&(plugin.name=many)(symbol.size>=4)(|(symbol.name=n7)(symbol.name=n8)(symbol.name=x)))")
        .close();

    assertThat(Services.symbols(bundle)).containsExactly("n7", "n8");
  }

  @Test
  void aSymbolIsRegisteredOnce() throws BundleException, InvalidSyntaxException {
    Bundle bundle = many(";symbols=on-demand;declare=n9");
    assertThat(Services.symbols(bundle)).containsExactly("n9");

    tracker("(symbol.name=n9)").close();
    tracker("(|(symbol.name=n9)(symbol.name=n10))").close();
    tracker("(symbol.name=n10)").close();

    assertThat(Services.symbols(bundle)).containsExactly("n10", "n9");
  }

  @Test
  void aPlainLookupIsServedTheSecondTime() throws BundleException, InvalidSyntaxException {
    many(";symbols=on-demand");

    // A find hook can't add to what the framework has collected already.
    assertThat(context.getServiceReferences(Symbol.class, "(symbol.name=n11)")).isEmpty();
    assertThat(context.getServiceReferences(Symbol.class, "(symbol.name=n11)")).hasSize(1);
    assertThat(context.getAllServiceReferences(null, "(&" + SYMBOL + "(symbol.name=n12))"))
        .isNull();
    assertThat(context.getAllServiceReferences(null, "(&" + SYMBOL + "(symbol.name=n12))"))
        .hasSize(1);
  }

  @Test
  void aComponentIsServedWheneverThePluginComes() throws BundleException, InvalidSyntaxException {
    assertThat(context.getServiceReference(SymbolConsumer.class)).isNull();

    Bundle bundle = start("wanted", ";symbols=on-demand");

    SymbolConsumer consumer = context.getService(context.getServiceReference(SymbolConsumer.class));
    assertThat(consumer.value()).isEqualTo(77_777);
    assertThat(Services.symbols(bundle)).containsExactly("n77777");

    bundle.stop();
    assertThat(context.getServiceReference(SymbolConsumer.class)).isNull();
  }

  @Test
  void manyTrackersAtOnceAreAllServed() throws Exception {
    Bundle bundle = many(";symbols=on-demand");
    AtomicInteger served = new AtomicInteger();
    Thread[] threads = new Thread[16];
    for (int i = 0; i < threads.length; i++) {
      int number = i;
      threads[i] =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  for (int n = 0; n < 50; n++) {
                    // Each name is asked for by two threads.
                    int wanted = 1000 + 50 * (number / 2) + n;
                    ServiceTracker<Symbol, Symbol> tracker =
                        tracker("(symbol.name=n" + wanted + ")");
                    if (value(tracker.waitForService(10_000)) == wanted) {
                      served.incrementAndGet();
                    }
                    tracker.close();
                  }
                } catch (InvalidSyntaxException | InterruptedException impossible) {
                  throw new AssertionError(impossible);
                }
              });
    }
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofMinutes(1))).as("%s has ended", thread).isTrue();
    }

    assertThat(served).hasValue(16 * 50);
    assertThat(Services.symbols(bundle)).hasSize(8 * 50).doesNotHaveDuplicates();
  }

  @Test
  void onDemandIsTheDefaultForSoMany(@InjectService LogReaderService reader)
      throws BundleException {
    try (Log log = new Log(reader)) {
      Bundle bundle = many("");

      assertThat(Services.symbols(bundle)).isEmpty();
      assertThat(log.lines(bundle, LogLevel.INFO, "100000 symbols"))
          .containsExactly(
              "lib/libmany.so: 100000 symbols are too many to be services all; each becomes one when it is asked for by name (symbols=all overrides)");
    }
  }

  @Test
  void allOfSoManyIsWarnedOf(@InjectService LogReaderService reader) throws BundleException {
    try (Log log = new Log(reader)) {
      Bundle bundle =
          NativeBundle.named("test.some")
              .plugin("lib/libsome.so;symbols=all")
              .image("lib/libsome.so", "libsome.so")
              .install(context);
      bundle.start();

      assertThat(Services.symbols(bundle)).hasSize(4097);
      assertThat(log.lines(bundle, LogLevel.WARN, "symbols=all"))
          .containsExactly(
              "lib/libsome.so: symbols=all makes 4097 services, which slows every lookup in the framework; symbols=on-demand makes those that are asked for");
    }
  }
}
