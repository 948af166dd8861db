package org.alfheim.gohost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongUnaryOperator;
import org.alfheim.bind.Global;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.wrap.GoHostBundle;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** A bundle with a Go plugin is started, and what the plugin exports is looked up. */
@Timeout(600)
class GoServicesTest {
  @TempDir private Path folder;

  private Framework framework;
  private BundleContext context;

  /** What Go's page has of its example, as Java has it. */
  public interface Greeting {
    /** {@code var V int}. */
    @Global
    long V();

    /** Sets it. */
    @Global
    void V(long value);

    /** {@code func Greeting() string}. */
    String Greeting();
  }

  @BeforeEach
  void start() throws BundleException {
    framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    folder.resolve("cache").toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "org.alfheim.activator;version=1.0,org.alfheim.gohost",
                    Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                    "org.alfheim.loader;version:Version=1.0"));
    framework.start();
    context = framework.getBundleContext();
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(0);
  }

  private Bundle host(GoInstallation go) throws BundleException, IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    GoHostBundle.of(Files.readAllBytes(Go.host(go)), go.version()).writeTo(jar);
    return context.installBundle(
        "host " + go.version(), new ByteArrayInputStream(jar.toByteArray()));
  }

  private static byte[] jar(Path plugin, Map<String, String> options) throws IOException {
    return PluginBundle.of(plugin, WrapOptions.parse(options)).openStream().readAllBytes();
  }

  private Bundle install(String location, byte[] jar) throws BundleException {
    return context.installBundle(location, new ByteArrayInputStream(jar));
  }

  private Bundle hello(GoInstallation go) throws BundleException, IOException {
    String name = "hello-" + go.version();
    return install(name, jar(Go.plugin(go, "hello"), Map.of("name", name)));
  }

  private ServiceReference<Symbol> symbol(String plugin, String name) throws Exception {
    Collection<ServiceReference<Symbol>> found =
        context.getServiceReferences(
            Symbol.class, "(&(plugin.name=" + plugin + ")(symbol.name=" + name + "))");
    assertThat(found).hasSize(1);
    return found.iterator().next();
  }

  private Object call(String plugin, String function) throws Exception {
    return context.getService(symbol(plugin, function)).function().call(List.of());
  }

  @Test
  void theExampleOfGosPageIsThereByServiceLookupForEachGo() throws Exception {
    for (GoInstallation go : List.of(Go.installations().getFirst(), Go.newest())) {
      Bundle host = host(go);
      hello(go).start();
      String plugin = "hello-" + go.version();

      context.getService(symbol(plugin, "V")).variable(long.class).set(7L);

      assertThat(call(plugin, "Greeting")).isEqualTo("Hello, number 7");
      assertThat(symbol(plugin, "V").getProperty("symbol.type")).isEqualTo("var V int");
      assertThat(symbol(plugin, "F").getProperty("symbol.type")).isEqualTo("func F()");
      assertThat(symbol(plugin, "F").getProperty("plugin.go")).isEqualTo(go.version());
      assertThat(host.getState()).isEqualTo(Bundle.RESOLVED);
    }
  }

  @Test
  void exportsAloneAreServices() throws Exception {
    GoInstallation go = Go.newest();
    host(go);
    Bundle plugin = hello(go);
    plugin.start();

    assertThat(plugin.getRegisteredServices())
        .extracting(each -> each.getProperty("symbol.name"))
        .containsExactlyInAnyOrder("F", "Greeting", "V", null);
  }

  @Test
  void anInterfaceIsCheckedAgainstGosTypesAndIsAService() throws Exception {
    GoInstallation go = Go.newest();
    host(go);
    Map<String, String> options = Map.of("name", "typed", "services", Greeting.class.getName());
    install("typed", jar(Go.plugin(go, "hello"), options)).start();

    Greeting greeting = context.getService(context.getServiceReference(Greeting.class));
    greeting.V(9);
    assertThat(greeting.Greeting()).isEqualTo("Hello, number 9");
    assertThat(greeting.V()).isEqualTo(9);
  }

  @Test
  void anUpdateOpensTheNewPluginBesideTheOld() throws Exception {
    GoInstallation go = Go.newest();
    host(go);
    Map<String, String> options = Map.of("name", "updated");
    Bundle bundle = install("updated", jar(Go.plugin(go, "hello"), options));
    bundle.start();
    Symbol old = context.getService(symbol("updated", "Greeting"));
    context.getService(symbol("updated", "V")).variable(long.class).set(7L);

    bundle.update(new ByteArrayInputStream(jar(Go.plugin(go, "hello-again"), options)));

    assertThat(call("updated", "Greeting")).isEqualTo("Hallo, Nummer 0");
    assertThat(old.function().call(List.of())).isEqualTo("Hello, number 7");
  }

  /** Of {@code src/test/go/values}. */
  public interface Calls {
    /** {@code func Each(f func(int64) int64, n int64) int64}: the sum of what it gives. */
    long Each(LongUnaryOperator f, long n);
  }

  @Test
  void aCallGoesOnWhileItsBundleIsStoppedUpdatedAndRefreshed() throws Exception {
    GoInstallation go = Go.newest();
    host(go);
    byte[] jar =
        jar(Go.plugin(go, "values"), Map.of("name", "calls", "services", Calls.class.getName()));
    Bundle bundle = install("calls", jar);
    bundle.start();
    Calls old = context.getService(context.getServiceReference(Calls.class));

    long sum =
        old.Each(
            i -> {
              if (i == 1) {
                replace(bundle, jar);
              }
              return old.Each(j -> j, i);
            },
            4);

    assertThat(sum).isEqualTo(4);
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(context.getService(context.getServiceReference(Calls.class)).Each(i -> i, 3))
        .isEqualTo(3);
    assertThat(old.Each(i -> i, 3)).isEqualTo(3);
  }

  private void replace(Bundle bundle, byte[] jar) {
    CountDownLatch done = new CountDownLatch(1);
    try {
      bundle.stop();
      bundle.update(new ByteArrayInputStream(jar));
      bundle.start();
      framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), _ -> done.countDown());
      done.await();
    } catch (BundleException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void startedAgainItIsTheSamePlugin() throws Exception {
    GoInstallation go = Go.newest();
    host(go);
    Bundle bundle = install("again", jar(Go.plugin(go, "hello"), Map.of("name", "again")));
    bundle.start();
    Plugin first = context.getService(context.getServiceReference(Plugin.class));

    bundle.stop();
    bundle.start();

    assertThat(context.getService(context.getServiceReference(Plugin.class))).isSameAs(first);
  }

  @Test
  void pluginsOfOneNameShareARuntime() throws Exception {
    GoInstallation go = Go.newest();
    host(go);
    Map<String, String> one = new HashMap<>(Map.of("name", "one", "go.runtime", "together"));
    install("one", jar(Go.plugin(go, "hello"), one)).start();
    Map<String, String> other = Map.of("name", "other", "go.runtime", "together");
    Bundle same = install("other", jar(Go.plugin(go, "hello-again"), other));

    assertThatThrownBy(same::start)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("other!/lib/hello-again.so: this is a Go plugin")
        .hasMessageContaining("example.com/hello");
  }

  @Test
  void withoutAHostItDoesNotResolve() throws Exception {
    Bundle plugin = hello(Go.newest());

    assertThatThrownBy(plugin::start)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("org.alfheim.go");
  }
}
