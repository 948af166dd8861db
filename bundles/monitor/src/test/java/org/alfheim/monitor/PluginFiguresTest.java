package org.alfheim.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginInventory.Failure;
import org.alfheim.registry.PluginInventory.Holder;
import org.alfheim.registry.PluginInventory.Hosting;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** The figures as JConsole reads them. */
class PluginFiguresTest {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private final Plugin zlib = Loader.open(Path.of("/lib/x86_64-linux-gnu/libz.so.1"));
  private final Holder holder = new Holder(7, "greet", new Version(1, 0, 0));
  private final Inventory inventory =
      new Inventory(
          List.of(
              new Image(
                  State.ACTIVE, "zlib", "z", 1_000, 500, Optional.of(zlib), Optional.of(holder)),
              new Image(State.RETIRED, "old", "o", 200, 40, Optional.empty(), Optional.empty()),
              new Image(State.ELSEWHERE, "else", "e", 30, 3, Optional.empty(), Optional.empty()),
              new Image(
                  State.HOST,
                  "host.so",
                  "h",
                  4,
                  0,
                  Optional.empty(),
                  Optional.of(holder),
                  Optional.of(new Hosting(Optional.of("go1.23.5"), List.of("a.so", "b.so"))))),
          List.of(new Failure(holder, Instant.EPOCH, "no", new IllegalStateException())));

  /** A framework that says its number. */
  private static BundleContext framework(String uuid) {
    return (BundleContext)
        Proxy.newProxyInstance(
            PluginFiguresTest.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (_, called, _) -> {
              assertThat(called.getName()).isEqualTo("getProperty");
              return uuid;
            });
  }

  @Test
  void imagesAreCountedByTheirStateAndTheirBytesAddedUp() throws JMException {
    PluginFigures figures = new PluginFigures(framework("one"), inventory);
    try {
      ObjectName name = new ObjectName(PluginFigures.NAME);
      assertThat(SERVER.getAttribute(name, "ActiveCount")).isEqualTo(1);
      assertThat(SERVER.getAttribute(name, "ImageCount")).isEqualTo(4);
      assertThat(SERVER.getAttribute(name, "RetiredCount")).isEqualTo(1);
      assertThat(SERVER.getAttribute(name, "FailureCount")).isEqualTo(1);
      assertThat(SERVER.getAttribute(name, "ImageBytes")).isEqualTo(1_234L);
      assertThat(SERVER.getAttribute(name, "RetiredBytes")).isEqualTo(200L);
      assertThat(SERVER.getAttribute(name, "HeldBytes")).isEqualTo(543L);
      assertThat(SERVER.getAttribute(name, "SymbolCount")).isEqualTo((long) zlib.symbolCount());
      assertThat((String[]) SERVER.getAttribute(name, "Failures")).containsExactly("greet [7]: no");
      assertThat((CompositeData[]) SERVER.getAttribute(name, "Images"))
          .extracting(row -> row.get("bundle"), row -> row.get("go"))
          .containsExactly(tuple(7L, ""), tuple(-1L, ""), tuple(-1L, ""), tuple(7L, "go1.23.5"));
      assertThat(((CompositeData[]) SERVER.getAttribute(name, "Images"))[3].get("plugins"))
          .isEqualTo(new String[] {"a.so", "b.so"});
    } finally {
      figures.withdraw();
    }
    assertThat(SERVER.isRegistered(new ObjectName(PluginFigures.NAME))).isFalse();
  }

  @Test
  void aSecondFrameworkHasItsNumberInTheName() throws JMException {
    PluginFigures first = new PluginFigures(framework("one"), inventory);
    PluginFigures second = new PluginFigures(framework("two"), inventory);
    try {
      assertThat(SERVER.isRegistered(new ObjectName(PluginFigures.NAME + ",framework=two")))
          .isTrue();
    } finally {
      second.withdraw();
      first.withdraw();
    }
    assertThat(SERVER.queryNames(new ObjectName(PluginFigures.NAME + ",*"), null)).isEmpty();
  }
}
