package org.alfheim.itests.framework.symbols;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.test.common.annotation.InjectBundleContext;

/** What services say of themselves. */
class PropertiesTest {
  @InjectBundleContext BundleContext context;

  private Bundle kinds(String header) throws BundleException {
    Bundle bundle =
        NativeBundle.named("test.kinds")
            .plugin(header)
            .image("lib/libkinds.so.2", "libkinds.so.2")
            .install(context);
    bundle.start();
    return bundle;
  }

  private static ServiceReference<?> symbol(Bundle bundle, String name) {
    return Services.of(bundle, Symbol.class)
        .filter(service -> name.equals(service.getProperty("symbol.name")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPluginHasAllThatItsImageSays() throws BundleException {
    Bundle bundle = kinds("lib/libkinds.so.2");
    ServiceReference<?> service = Services.of(bundle, Plugin.class).findFirst().orElseThrow();
    Plugin plugin = (Plugin) context.getService(service);

    assertThat(plugin.buildId()).isPresent();
    assertThat(Services.properties(service))
        .containsExactly(
            entry("plugin.buildid", plugin.buildId().get()),
            entry("plugin.name", "libkinds.so.2"),
            entry("plugin.path", "lib/libkinds.so.2"),
            entry("plugin.soname", "libkinds.so.2"),
            entry("plugin.symbols", "all"),
            entry("plugin.version", new Version(2, 0, 0)));
  }

  @Test
  void theBundleMayNameItOtherwise() throws Exception {
    kinds("lib/libkinds.so.2;name=kinds;version=2.7.1;symbols=on-demand");

    assertThat(
            context.getServiceReferences(
                Plugin.class,
                "(&(plugin.name=kinds)(plugin.version>=2.7)(!(plugin.version>=2.10)))"))
        .singleElement()
        .satisfies(service ->
            assertThat(Services.properties(service))
                .containsEntry("plugin.version", new Version(2, 7, 1))
                .containsEntry("plugin.symbols", "on-demand"));
  }

  @Test
  void whatAnImageLacksIsLeftOut() throws BundleException {
    Bundle bundle =
        NativeBundle.named("test.plain")
            .plugin("lib/libsecond.so,lib/libfirst.so.1")
            .image("lib/libsecond.so", "libsecond.so")
            .image("lib/libfirst.so.1", "libfirst.so.1")
            .install(context);
    bundle.start();

    assertThat(
            Services.of(bundle, Plugin.class)
                .map(Services::properties)
                .filter(properties -> "libsecond.so".equals(properties.get("plugin.name"))))
        .singleElement()
        .satisfies(properties ->
            assertThat(properties).doesNotContainKeys("plugin.soname", "plugin.version"));
  }

  @Test
  void aSymbolSaysItsKindVersionAndSize() throws BundleException {
    Bundle bundle = kinds("lib/libkinds.so.2");

    assertThat(Services.symbols(bundle)).containsExactly("function", "per_thread", "variable");
    assertThat(Services.properties(symbol(bundle, "variable")))
        .containsAllEntriesOf(
            Map.of(
                "symbol.name", "variable",
                "symbol.kind", "variable",
                "symbol.version", "KINDS_2.0",
                "symbol.size", 4L,
                "plugin.name", "libkinds.so.2",
                "plugin.soname", "libkinds.so.2"));
    assertThat(Services.properties(symbol(bundle, "per_thread")))
        .containsEntry("symbol.kind", "tls")
        .containsEntry("symbol.size", 8L);
    assertThat(Services.properties(symbol(bundle, "function")))
        .containsEntry("symbol.kind", "function");
  }

  @Test
  void onlyDeclaredSymbolsAreServicesWhereTheBundleSaysSo() throws BundleException {
    assertThat(Services.symbols(kinds("lib/libkinds.so.2;declare=\"variable,function\"")))
        .isEqualTo(List.of("function", "variable"));
  }

  @Test
  void declaringNothingMeansNoSymbols() throws BundleException {
    assertThat(Services.symbols(kinds("lib/libkinds.so.2;symbols=declared"))).isEmpty();
  }
}
