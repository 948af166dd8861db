package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.test.common.annotation.InjectBundleContext;

/** Constructors run once in the life of the process; services come and go with the bundle. */
class LifeCycleTest {
  private static final String PATH = "lib/libcounter.so";

  @InjectBundleContext BundleContext context;

  private static NativeBundle counter(String image) {
    return NativeBundle.named("test.counter").plugin(PATH + ";name=counter").image(PATH, image);
  }

  private Plugin plugin() throws InvalidSyntaxException {
    return new Services(context).plugin("counter");
  }

  private int call(String function) throws InvalidSyntaxException {
    Symbol symbol = new Services(context).symbol("counter", function);
    return (int) symbol.function("int " + function + "(void)").call(List.of());
  }

  @Test
  void startsAgainWithoutASecondInitialisation() throws Exception {
    Bundle bundle = counter("libcounter.so.1.4.2").install(context);
    bundle.start();
    Plugin first = plugin();
    int calls = call("call");
    int initialisations = call("initialisations");

    bundle.stop();
    assertThat(context.getServiceReferences(Plugin.class, "(plugin.name=counter)")).isEmpty();
    assertThat(context.getServiceReferences(Symbol.class, "(plugin.name=counter)")).isEmpty();

    bundle.start();
    assertThat(plugin()).isSameAs(first);
    assertThat(call("call")).isEqualTo(calls + 1);
    assertThat(call("initialisations")).isEqualTo(initialisations);
  }

  @Test
  void anUpdateToTheSameImageKeepsIt() throws Exception {
    Bundle bundle = counter("libcounter.so.1.4.2").install(context);
    bundle.start();
    Plugin first = plugin();
    int initialisations = call("initialisations");

    bundle.update(counter("libcounter.so.1.4.2").entry("readme", new byte[1]).jar());

    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(plugin()).isSameAs(first);
    assertThat(call("initialisations")).isEqualTo(initialisations);
  }

  @Test
  void anUpdateToAnotherImageOpensThatOne() throws Exception {
    Bundle bundle = counter("libcounter.so.1.4.2").install(context);
    bundle.start();
    Plugin first = plugin();
    call("call");

    bundle.update(counter("libcounter-changed.so").jar());

    assertThat(plugin()).isNotSameAs(first);
    assertThat(((LocalPlugin) plugin()).image().base())
        .isNotEqualTo(((LocalPlugin) first).image().base());
    assertThat(call("call")).isEqualTo(1);
    assertThat(call("initialisations")).isPositive();
    assertThat(Plugin.opened()).contains(first, plugin());
  }

  @Test
  void anImageThatComesBackIsTheOneThatWas() throws Exception {
    Bundle bundle = counter("libcounter.so.1.4.2").install(context);
    bundle.start();
    Plugin first = plugin();
    bundle.uninstall();

    counter("libcounter.so.1.4.2").install(context).start();

    assertThat(plugin()).isSameAs(first);
  }

  @Test
  void imagesOfOneBundleOpenInTheOrderOfTheirNeeds()
      throws BundleException, InvalidSyntaxException {
    NativeBundle.named("test.two")
        .plugin("lib/libsecond.so;name=second,lib/libfirst.so.1;name=first")
        .image("lib/libsecond.so", "libsecond.so")
        .image("lib/libfirst.so.1", "libfirst.so.1")
        .install(context)
        .start();

    Symbol second = new Services(context).symbol("second", "second");
    assertThat(second.function("int second(void)").call(List.of())).isEqualTo(2);
  }
}
