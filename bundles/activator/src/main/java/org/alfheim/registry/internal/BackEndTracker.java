package org.alfheim.registry.internal;

import org.alfheim.loader.Loader;
import org.alfheim.log.BundleLog;
import org.alfheim.plugin.spi.BackEnd;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Has the loader ask the back ends that are services. */
final class BackEndTracker extends ServiceTracker<BackEnd, BackEnd> {
  private final BundleLog log;

  BackEndTracker(BundleContext context, BundleLog log) {
    super(context, BackEnd.class, null);
    this.log = log;
  }

  @Override
  public BackEnd addingService(ServiceReference<BackEnd> reference) {
    BackEnd backEnd = super.addingService(reference);
    if (backEnd == null) {
      return null;
    }
    try {
      Loader.install(backEnd);
      return backEnd;
    } catch (IllegalArgumentException taken) {
      log.warn("a back end of " + reference.getBundle() + " is not used: " + taken.getMessage());
      context.ungetService(reference);
      return null;
    }
  }

  @Override
  public void removedService(ServiceReference<BackEnd> reference, BackEnd backEnd) {
    Loader.uninstall(backEnd);
    super.removedService(reference, backEnd);
  }
}
