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
    start(Map.of());
  }

  private void start(Map<String, String> properties) throws BundleException {
    Map<String, String> all = new HashMap<>(properties);
    all.put(Constants.FRAMEWORK_STORAGE, folder.resolve("cache" + properties).toString());
    all.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.alfheim.activator;version=1.0,org.alfheim.gohost");
    all.put(Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, "org.alfheim.loader;version:Version=1.0");
    framework =
        ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(all);
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

  /** Under a policy that admits what comes from certain locations. */
  private void startUnder(String origins) throws BundleException, InterruptedException {
    stop();
    start(Map.of("org.alfheim.policy.origins", origins));
  }

  @Test
  void aPolicyIsAskedOfThePluginAndOfItsHostEachByItsBundle() throws Exception {
    GoInstallation go = Go.newest();

    startUnder("hello-*");
    host(go);
    assertThatThrownBy(hello(go)::start)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("org.alfheim.go.host!/host.so: refused by the policy")
        .hasMessageContaining("host " + go.version());

    startUnder("host *");
    host(go);
    assertThatThrownBy(hello(go)::start)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("/hello.so: refused by the policy")
        .hasMessageContaining("hello-" + go.version());

    startUnder("hello-*, host *");
    host(go);
    hello(go).start();
    assertThat(call("hello-" + go.version(), "Greeting")).isEqualTo("Hello, number 0");
  }

  @Test
  void withoutAHostItDoesNotResolve() throws Exception {
    Bundle plugin = hello(Go.newest());

    assertThatThrownBy(plugin::start)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("org.alfheim.go");
  }
}
