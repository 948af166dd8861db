package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Starts the bundles of a folder on a framework, and tells how long each start took. */
public final class StartBundles {
  private StartBundles() {}

  /**
   * Runs it.
   *
   * @param arguments the results; a folder for the framework's cache; the folder of the bundles;
   *     the locations of the bundles that are started before
   * @throws IOException if the folder can't be read
   * @throws BundleException if a bundle does not start
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments)
      throws IOException, BundleException, InterruptedException {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, arguments[1]));
    try (Results results = Results.of(arguments);
        Stream<Path> listed = Files.list(Path.of(arguments[2]))) {
      framework.start();
      for (String location : List.of(arguments).subList(3, arguments.length)) {
        framework.getBundleContext().installBundle(location).start();
      }
      List<Bundle> bundles = new ArrayList<>();
      for (Path file : listed.sorted().toList()) {
        bundles.add(framework.getBundleContext().installBundle(file.toUri().toString()));
      }
      for (Bundle bundle : bundles) {
        long start = System.nanoTime();
        bundle.start();
        results.say(System.nanoTime() - start);
      }
    } finally {
      framework.stop();
      framework.waitForStop(30_000);
    }
  }
}
