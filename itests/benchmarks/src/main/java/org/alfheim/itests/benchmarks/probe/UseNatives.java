package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.alfheim.jni.weaving.JniActivator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Has a bundle load its native library, again and again, each time for a new class loader, and
 * tells how long each time took: from the start of the bundle to the end of the first call.
 */
public final class UseNatives {
  private static final String EXPORTS =
      "org.alfheim.jni;version=1.0.0,org.alfheim.loader;version=1.1.0,org.slf4j;version=1.7.36";

  private UseNatives() {}

  /**
   * Runs it.
   *
   * @param arguments the results; {@code served}, or anything else for the jar by itself; a folder
   *     for the framework's cache; the jar; a class, and a static method of it without parameters;
   *     how often
   * @throws IOException if the jar can't be read
   * @throws BundleException if the bundle does not start
   * @throws ReflectiveOperationException if the call fails
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments)
      throws IOException, BundleException, ReflectiveOperationException, InterruptedException {
    Framework framework = framework(arguments[2]);
    try (Results results = Results.of(arguments)) {
      framework.start();
      if (arguments[1].equals("served")) {
        new JniActivator().start(framework.getBundleContext());
      }
      Bundle bundle = framework.getBundleContext().installBundle(file(arguments[3]));
      for (int i = 0; i < Integer.parseInt(arguments[6]); i++) {
        long start = System.nanoTime();
        bundle.start();
        bundle.loadClass(arguments[4]).getMethod(arguments[5]).invoke(null);
        results.say(System.nanoTime() - start);
        renew(framework, bundle, arguments[3]);
      }
    } finally {
      framework.stop();
      framework.waitForStop(30_000);
    }
    // Some jars leave threads behind.
    System.exit(0);
  }

  private static String file(String jar) {
    return Path.of(jar).toUri().toString();
  }

  private static void renew(Framework framework, Bundle bundle, String jar)
      throws IOException, BundleException, InterruptedException {
    bundle.stop();
    try (InputStream content = Files.newInputStream(Path.of(jar))) {
      bundle.update(content);
    }
    CountDownLatch refreshed = new CountDownLatch(1);
    framework
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundle), _ -> refreshed.countDown());
    refreshed.await();
  }

  private static Framework framework(String storage) {
    return ServiceLoader.load(FrameworkFactory.class)
        .findFirst()
        .orElseThrow()
        .newFramework(
            Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                EXPORTS,
                "org.alfheim.natives",
                "all"));
  }
}
