package org.alfheim.itests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.test.common.annotation.InjectBundleContext;

/**
 * A second framework in the same JVM has all classes a second time, the loader's too; the process
 * has an image once.
 */
class TwoFrameworksTest {
  /**
   * What a plugin bundle needs; a framework without Declarative Services, and without URL handlers.
   */
  private static final Set<String> NEEDED =
      Set.of("org.alfheim.native-bridge", "org.alfheim.activator", "org.apache.felix.log");

  @InjectBundleContext BundleContext context;
  @TempDir Path storage;

  private Framework other;

  @BeforeEach
  void startAnother() throws BundleException {
    other = framework();
    other.start();
  }

  @AfterEach
  void stopAnother() throws BundleException, InterruptedException {
    other.stop();
    other.waitForStop(TimeUnit.SECONDS.toMillis(30));
  }

  private Framework framework() throws BundleException {
    ClassLoader ours = context.getBundle(0).getClass().getClassLoader();
    FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class, ours).iterator().next();
    Framework framework =
        factory.newFramework(
            Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage.toString(),
                "felix.service.urlhandlers",
                "false"));
    framework.init();
    for (Bundle bundle : context.getBundles()) {
      if (NEEDED.contains(bundle.getSymbolicName())) {
        framework.getBundleContext().installBundle(bundle.getLocation()).start();
      }
    }
    return framework;
  }

  private static NativeBundle counter() {
    return NativeBundle.named("test.shared")
        .plugin("lib/libcounter.so;name=shared")
        .header("Import-Package", "org.alfheim.activator")
        .image("lib/libcounter.so", "libcounter.so.1.4.2");
  }

  private int call(String function) throws InvalidSyntaxException {
    return (int)
        new Services(context)
            .symbol("shared", function)
            .function("int " + function + "(void)")
            .call(List.of());
  }

  /** The classes there are others of the same names, so nothing is known of them here. */
  private int callThere(String function) throws ReflectiveOperationException {
    BundleContext there = other.getBundleContext();
    Object symbol =
        Arrays.stream(services(there))
            .filter(service -> function.equals(service.getProperty("symbol.name")))
            .map(there::getService)
            .findFirst()
            .orElseThrow();
    Class<?> type = symbol.getClass().getInterfaces()[0];
    Object called =
        type.getMethod("function", String.class).invoke(symbol, "int " + function + "(void)");
    Class<?> functionType = type.getClassLoader().loadClass("org.alfheim.bind.Function");
    return (int) functionType.getMethod("call", List.class).invoke(called, List.of());
  }

  private static ServiceReference<?>[] services(BundleContext there) {
    try {
      return there.getAllServiceReferences("org.alfheim.plugin.Symbol", null);
    } catch (InvalidSyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void shareAnImage() throws Exception {
    counter().install(context).start();
    int initialisations = call("initialisations");
    int calls = call("call");

    counter().install(other.getBundleContext()).start();

    assertThat(callThere("call")).isEqualTo(calls + 1);
    assertThat(call("call")).isEqualTo(calls + 2);
    assertThat(call("initialisations")).isEqualTo(initialisations);
  }

  @Test
  void aFrameworkThatComesBackFindsItsImages() throws Exception {
    counter().install(other.getBundleContext()).start();
    int initialisations = callThere("initialisations");
    int calls = callThere("call");

    other.stop();
    other.waitForStop(TimeUnit.SECONDS.toMillis(30));
    other.start();

    assertThat(callThere("call")).isEqualTo(calls + 1);
    assertThat(callThere("initialisations")).isEqualTo(initialisations);
  }
}
