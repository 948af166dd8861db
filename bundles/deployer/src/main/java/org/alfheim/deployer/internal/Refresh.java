package org.alfheim.deployer.internal;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Has bundles bound anew after what they are bound to has changed.
 *
 * @param context with which the framework is found
 */
record Refresh(BundleContext context) {
  private static final long PATIENCE_SECONDS = 30;

  /** Refreshes a bundle that was updated or uninstalled, and all that depend on it. */
  void of(Bundle bundle) {
    of(List.of(bundle));
  }

  /** Refreshes the hosts of a new fragment. */
  void hostsOf(Bundle fragment) {
    String host =
        fragment.getHeaders("").get(Constants.FRAGMENT_HOST).replaceFirst(";.*", "").strip();
    of(
        Arrays.stream(context.getBundles())
            .filter(bundle -> host.equals(bundle.getSymbolicName()))
            .toList());
  }

  private void of(List<Bundle> bundles) {
    if (bundles.isEmpty()) {
      return; // Nothing would mean everything.
    }
    CountDownLatch done = new CountDownLatch(1);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .refreshBundles(bundles, _ -> done.countDown());
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return; // It goes on, and what comes of it is the framework's to tell.
      }
    } catch (InterruptedException leaving) {
      Thread.currentThread().interrupt();
    }
  }
}
