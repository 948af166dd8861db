package org.alfheim.itests.framework.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.SymbolDirectory;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/** The directory finds symbols in all plugins, services or not. */
class SymbolDirectoryTest {
  @InjectBundleContext BundleContext context;
  @InjectService SymbolDirectory directory;

  private Bundle start(String name, String image, String attributes) throws BundleException {
    Bundle bundle =
        NativeBundle.named("test." + name)
            .plugin("lib/" + name + ".so;name=" + name + attributes)
            .image("lib/" + name + ".so", image)
            .install(context);
    bundle.start();
    return bundle;
  }

  @Test
  void findsWhatIsNoService() throws BundleException, InvalidSyntaxException {
    Bundle bundle = start("many", "libmany.so", ";symbols=declared");
    Plugin many = new Services(context).plugin("many");

    assertThat(Services.symbols(bundle)).isEmpty();
    assertThat(directory.find("n99999")).contains(many.lookup("n99999"));
    assertThat(directory.find("many", "n0")).contains(many.lookup("n0"));
    assertThat(directory.find("n100000")).isEmpty();
    assertThat(directory.find("many", "n100000")).isEmpty();
    assertThat(directory.find("nobody", "n0")).isEmpty();
  }

  @Test
  void forgetsAPluginWhoseBundleHasStopped() throws BundleException {
    Bundle bundle = start("kinds", "libkinds.so.2", "");
    assertThat(directory.find("per_thread")).isPresent();

    bundle.stop();
    assertThat(directory.find("per_thread")).isEmpty();
    assertThat(directory.find("kinds", "per_thread")).isEmpty();

    bundle.start();
    assertThat(directory.find("kinds", "per_thread")).isPresent();
  }

  @Test
  void theFirstPluginWins() throws BundleException, InvalidSyntaxException {
    Bundle first = start("one", "libcounter.so.1.4.2", "");
    start("two", "libcounter-changed.so", "");
    Plugin one = new Services(context).plugin("one");
    Plugin two = new Services(context).plugin("two");

    assertThat(directory.find("call")).contains(one.lookup("call"));
    assertThat(directory.find("two", "call")).contains(two.lookup("call"));

    first.stop();
    assertThat(directory.find("call")).contains(two.lookup("call"));
  }
}
