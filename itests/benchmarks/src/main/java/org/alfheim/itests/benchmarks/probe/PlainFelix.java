package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * What the container does without any bundle of Alfheim: starts a framework with others' bundles,
 * and stops it.
 */
public final class PlainFelix {
  /** What the container does not start where there is no terminal and no drop folder. */
  private static final List<String> LEFT_ALONE =
      List.of("org.apache.felix.fileinstall", "org.apache.felix.gogo.jline");

  private PlainFelix() {}

  /**
   * Runs it.
   *
   * @param arguments a folder for the framework's cache; the bundles
   * @throws BundleException if a bundle does not start
   * @throws IOException if a file is not there
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments)
      throws BundleException, IOException, InterruptedException {
    Map<String, String> configuration = new HashMap<>();
    configuration.put(Constants.FRAMEWORK_STORAGE, arguments[0]);
    configuration.put("felix.log.level", "0");
    configuration.put("gosh.args", "--quiet --nointeractive --noshutdown");
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(configuration);
    framework.init();
    List<Bundle> bundles = new ArrayList<>();
    for (String file : List.of(arguments).subList(1, arguments.length)) {
      bundles.add(
          framework
              .getBundleContext()
              .installBundle("reference:" + Path.of(file).toRealPath().toUri()));
    }
    for (Bundle bundle : bundles) {
      if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null
          && !LEFT_ALONE.contains(bundle.getSymbolicName())) {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
      }
    }
    framework.start();
    framework.stop();
    framework.waitForStop(30_000);
    System.exit(0);
  }
}
