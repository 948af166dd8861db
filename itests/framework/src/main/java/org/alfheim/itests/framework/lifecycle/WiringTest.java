package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Refusals;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.plugin.UnresolvedException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.test.common.annotation.InjectBundleContext;

/** The resolver decides which plugin another one is bound to. */
class WiringTest {
  @InjectBundleContext BundleContext context;

  private Bundle provider(String name, String version, String image) throws BundleException {
    return NativeBundle.named("test." + name)
        .plugin("lib/libfirst.so.1;name=" + name)
        .header(
            "Provide-Capability",
            "org.alfheim.plugin;name=" + name + ";soname=libfirst.so.1;version:Version=" + version)
        .image("lib/libfirst.so.1", image)
        .install(context);
  }

  private Bundle consumer(String name, String range) throws BundleException {
    return NativeBundle.named("test." + name)
        .plugin("lib/libsecond.so;name=" + name)
        .header(
            "Require-Capability",
            "org.alfheim.plugin;filter:=\"(&(soname=libfirst.so.1)" + range + ")\"")
        .image("lib/libsecond.so", "libsecond.so")
        .install(context);
  }

  private Object second(String plugin) throws InvalidSyntaxException {
    return new Services(context)
        .symbol(plugin, "second")
        .function("int second(void)")
        .call(List.of());
  }

  @Test
  void whatIsNeededIsStartedFirst() throws BundleException, InvalidSyntaxException {
    Bundle provider = provider("one", "1.0", "libfirst.so.1");
    Bundle consumer = consumer("consumer", "(version>=1.0)");

    consumer.start();

    assertThat(provider.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(second("consumer")).isEqualTo(2);
  }

  @Test
  void twoVersionsLiveSideBySide() throws BundleException, InvalidSyntaxException {
    provider("one", "1.0", "libfirst.so.1");
    provider("ten", "10.0", "libfirst-ten.so");

    consumer("of-ten", "(version>=10.0)").start();
    consumer("of-one", "(!(version>=2.0))").start();

    assertThat(second("of-ten")).isEqualTo(11);
    assertThat(second("of-one")).isEqualTo(2);
  }

  /** A plugin that finds the other by dlopen, and does not need it in the sense of ELF. */
  private Bundle opener(String name, String range) throws BundleException {
    return NativeBundle.named("test." + name)
        .plugin("lib/libopens.so;name=" + name)
        .header(
            "Require-Capability",
            "org.alfheim.plugin;filter:=\"(&(soname=libfirst.so.1)" + range + ")\"")
        .image("lib/libopens.so", "libopens.so")
        .install(context);
  }

  private Object call(String plugin, String function) throws InvalidSyntaxException {
    return new Services(context)
        .symbol(plugin, function)
        .function("int " + function + "(void)")
        .call(List.of());
  }

  @Test
  void whatIsOpenedByItsSonameIsTheOneThatTheResolverHasChosen()
      throws BundleException, InvalidSyntaxException {
    provider("one", "1.0", "libfirst.so.1");
    provider("ten", "10.0", "libfirst-ten.so");

    opener("opens-ten", "(version>=10.0)").start();
    opener("opens-one", "(!(version>=2.0))").start();

    assertThat(call("opens-ten", "opened")).isEqualTo(10);
    assertThat(call("opens-one", "opened")).isEqualTo(1);
    assertThat(call("opens-ten", "own")).isEqualTo(1);
  }

  @Test
  void whatIsOpenedByItsSonameIsFoundInTheSameBundle()
      throws BundleException, InvalidSyntaxException {
    provider("elsewhere", "1.0", "libfirst.so.1").start();
    NativeBundle.named("test.both")
        .plugin("lib/libopens.so;name=opens-own,lib/libfirst.so.1;name=of-both")
        .image("lib/libopens.so", "libopens.so")
        .image("lib/libfirst.so.1", "libfirst-ten.so")
        .install(context)
        .start();

    assertThat(call("opens-own", "opened")).isEqualTo(10);
  }

  @Test
  void doesNotResolveWithoutWhatItNeeds() throws BundleException {
    Bundle consumer = consumer("alone", "(version>=99.0)");

    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(consumer::start)
        .withMessageContaining("soname=libfirst.so.1");
    assertThat(consumer.getState()).isEqualTo(Bundle.INSTALLED);
  }

  @Test
  void failsWithTheReasonOfWhatItNeeds() throws BundleException {
    provider("broken", "3.0", "libmissing.so");
    Bundle consumer = consumer("unlucky", "(version>=3.0)");

    assertThat(Refusals.of(consumer))
        .hasMessageStartingWith(
            "test.unlucky needs a plugin of test.broken, which does not start: test.broken!/lib/libfirst.so.1: ")
        .cause()
        .hasCauseInstanceOf(UnresolvedException.class);
  }

  @Test
  void startsAgainWithTheSameImages() throws BundleException, InvalidSyntaxException {
    provider("one", "1.0", "libfirst.so.1");
    Bundle consumer = consumer("again", "(version>=1.0)");
    consumer.start();
    Object first = new Services(context).plugin("again");

    consumer.stop();
    consumer.start();

    assertThat(new Services(context).plugin("again")).isSameAs(first);
  }
}
