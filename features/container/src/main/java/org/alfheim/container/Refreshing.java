package org.alfheim.container;

import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A refresh that is over when it returns: the framework does it on a thread of its own, and stops
 * and starts bundles on the way.
 *
 * @param context of the framework itself: this bundle may be one of those that are refreshed
 */
record Refreshing(BundleContext context) {
  private static final long PATIENCE = 60;

  /** By way of the framework's own bundle, whose context outlives a refresh of this one. */
  static Refreshing in(BundleContext context) {
    return new Refreshing(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext());
  }

  /**
   * Refreshes bundles and those that depend on them, and waits until they are started again.
   *
   * @param bundles which; null for those that were updated or uninstalled since the last time
   * @throws FrameworkCommandException if the refresh fails, or does not end
   */
  void refresh(Collection<Bundle> bundles) throws FrameworkCommandException {
    CountDownLatch over = new CountDownLatch(1);
    Throwable[] failure = new Throwable[1];
    context
        .getBundle()
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            bundles,
            event -> {
              if (event.getType() == FrameworkEvent.ERROR) {
                failure[0] = event.getThrowable();
              } else if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                over.countDown();
              }
            });
    try {
      if (!over.await(PATIENCE, TimeUnit.SECONDS)) {
        throw new FrameworkCommandException(
            "the refresh is not over after " + PATIENCE + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FrameworkCommandException("interrupted while the refresh goes on");
    }
    if (failure[0] instanceof Exception reason) {
      throw new FrameworkCommandException(reason);
    }
  }
}
