package org.alfheim.itests.framework;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A second framework in the same JVM, of the same make, with what a plugin bundle needs: no
 * Declarative Services, no Config Admin, no URL handlers.
 */
final class SecondFramework implements AutoCloseable {
  private static final Set<String> NEEDED =
      Set.of("org.alfheim.native-bridge", "org.alfheim.activator", "org.apache.felix.log");

  private final Framework framework;

  private SecondFramework(Framework framework) {
    this.framework = framework;
  }

  static SecondFramework start(BundleContext context, Path storage, Map<String, String> properties)
      throws BundleException {
    ClassLoader ours = context.getBundle(0).getClass().getClassLoader();
    FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class, ours).iterator().next();
    Map<String, String> all = new HashMap<>(properties);
    all.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    all.put("felix.service.urlhandlers", "false");
    Framework framework = factory.newFramework(all);
    framework.init();
    for (Bundle bundle : context.getBundles()) {
      if (NEEDED.contains(bundle.getSymbolicName())) {
        framework.getBundleContext().installBundle(bundle.getLocation()).start();
      }
    }
    framework.start();
    return new SecondFramework(framework);
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  void restart() throws BundleException {
    close();
    framework.start();
  }

  /** Refreshes a bundle, and all that are wired to it. */
  void refresh(String symbolicName) throws InterruptedException {
    CountDownLatch refreshed = new CountDownLatch(1);
    framework
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            List.of(bundle(symbolicName)),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    if (!refreshed.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the refresh of " + symbolicName + " does not end");
    }
  }

  private Bundle bundle(String symbolicName) {
    return Arrays.stream(context().getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  /** The loader's class, of which a refresh makes another one. */
  Class<?> loaderClass() throws ClassNotFoundException {
    return bundle("org.alfheim.native-bridge").loadClass("org.alfheim.plugin.Plugin");
  }

  /** The classes there are others of the same names, so nothing is known of them here. */
  int call(String function) throws ReflectiveOperationException {
    Object symbol =
        Arrays.stream(symbols())
            .filter(service -> function.equals(service.getProperty("symbol.name")))
            .map(context()::getService)
            .findFirst()
            .orElseThrow();
    Class<?> type = symbol.getClass().getInterfaces()[0];
    Object called =
        type.getMethod("function", String.class).invoke(symbol, "int " + function + "(void)");
    Class<?> functionType = type.getClassLoader().loadClass("org.alfheim.bind.NativeFunction");
    return (int) functionType.getMethod("call", List.class).invoke(called, List.of());
  }

  private ServiceReference<?>[] symbols() {
    try {
      return context().getAllServiceReferences("org.alfheim.plugin.Symbol", null);
    } catch (InvalidSyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public void close() throws BundleException {
    framework.stop();
    try {
      framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
