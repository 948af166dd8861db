package org.alfheim.itests.framework.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Refusals;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.loader.Natives;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.NativesImage;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;

/** The figures in JMX, as JConsole reads them; what other tests have left is taken off. */
class FiguresTest {
  private static final String[] FIGURES = {
    "ActiveCount",
    "FailureCount",
    "HeldBytes",
    "ImageBytes",
    "ImageCount",
    "OpenNanoseconds",
    "RelocationCount",
    "RetiredBytes",
    "RetiredCount",
    "StaticTlsBytes",
    "SymbolCount"
  };

  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  @InjectBundleContext BundleContext context;

  private static ObjectName name() throws JMException {
    return new ObjectName("org.alfheim:type=Plugins");
  }

  /**
   * The figures, without images that have native methods: those of other tests go when a collector
   * finds their class loaders.
   */
  private static Map<String, Long> figures() throws JMException {
    while (true) {
      List<NativesImage> natives = Natives.loaded();
      Map<String, Long> figures = all();
      if (natives.equals(Natives.loaded())) {
        natives.forEach(image -> {
          figures.merge("ImageCount", -1L, Long::sum);
          figures.merge("ImageBytes", -image.span(), Long::sum);
          figures.merge("HeldBytes", -image.held(), Long::sum);
          if (image.state() == NativesImage.State.RELEASED) {
            figures.merge("RetiredCount", -1L, Long::sum);
            figures.merge("RetiredBytes", -image.span(), Long::sum);
          }
        });
        return figures;
      }
    }
  }

  private static Map<String, Long> all() throws JMException {
    return SERVER.getAttributes(name(), FIGURES).asList().stream()
        .collect(
            Collectors.toMap(
                Attribute::getName, attribute -> ((Number) attribute.getValue()).longValue()));
  }

  /** The figures that are not what they were, and by how much. */
  private static Map<String, Long> since(Map<String, Long> before) throws JMException {
    Map<String, Long> now = figures();
    assertThat(now).containsOnlyKeys(FIGURES);
    return Arrays.stream(FIGURES)
        .filter(figure -> !now.get(figure).equals(before.get(figure)))
        .collect(
            Collectors.toMap(Function.identity(), figure -> now.get(figure) - before.get(figure)));
  }

  private static List<Object> row(Bundle bundle) throws JMException {
    return Stream.of((CompositeData[]) SERVER.getAttribute(name(), "Images"))
        .filter(row -> row.get("bundle").equals(bundle.getBundleId()))
        .map(
            row -> List.of(row.get("name"), row.get("state"), row.get("bytes"), row.get("symbols")))
        .collect(Collectors.collectingAndThen(Collectors.toList(), rows -> rows.getFirst()));
  }

  @Test
  void aPluginCountsFromItsStartAndAsRetiredBehindItsEnd() throws Exception {
    Map<String, Long> before = figures();
    Bundle bundle =
        NativeBundle.named("test.figures")
            .plugin("lib/libx.so;name=figured")
            .image("lib/libx.so", "libfirst.so.1")
            .install(context);
    bundle.start();
    LocalPlugin plugin = (LocalPlugin) new Services(context).plugin("figured");
    long bytes = plugin.image().span();

    assertThat(since(before))
        .containsEntry("ActiveCount", 1L)
        .containsEntry("ImageCount", 1L)
        .containsEntry("ImageBytes", bytes)
        .containsEntry("SymbolCount", 1L)
        .containsEntry("RelocationCount", plugin.image().relocations())
        .containsEntry("OpenNanoseconds", plugin.image().nanoseconds())
        .containsEntry("HeldBytes", plugin.image().held())
        .hasSize(7);
    assertThat(row(bundle)).isEqualTo(List.of("figured", "ACTIVE", bytes, 1));

    bundle.uninstall();

    assertThat(since(before))
        .isEqualTo(
            Map.of(
                "ImageCount",
                1L,
                "ImageBytes",
                bytes,
                "HeldBytes",
                plugin.image().held(),
                "RetiredCount",
                1L,
                "RetiredBytes",
                bytes));
    assertThat(row(bundle)).isEqualTo(List.of("figured", "RETIRED", bytes, 1));
  }

  @Test
  void aFailureCountsUntilItsBundleIsGone() throws Exception {
    Map<String, Long> before = figures();
    Bundle bundle =
        NativeBundle.named("test.figures.missing")
            .plugin("lib/libx.so")
            .image("lib/libx.so", "libmissing.so")
            .install(context);
    String refusal = Refusals.of(bundle).getMessage();

    assertThat(since(before)).isEqualTo(Map.of("FailureCount", 1L));
    assertThat((String[]) SERVER.getAttribute(name(), "Failures"))
        .contains("test.figures.missing [" + bundle.getBundleId() + "]: " + refusal);

    bundle.uninstall();
    assertThat(since(before)).isEmpty();
  }
}
