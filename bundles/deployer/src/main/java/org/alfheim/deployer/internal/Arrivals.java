package org.alfheim.deployer.internal;

import org.alfheim.plugin.Plugin;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.SynchronousBundleListener;

/** Tells when something has come or gone, by whatever way, that a file of the folder waits for. */
final class Arrivals implements ServiceListener, SynchronousBundleListener {
  private final BundleContext context;
  private final Runnable come;
  private final Runnable gone;
  private final Runnable looked;

  /**
   * @param context this bundle's
   * @param come called when a plugin or a bundle has come; must not start bundles itself
   * @param gone called when a bundle has gone; must not install bundles itself
   * @param looked called when File Install has looked at its folders for the first time
   */
  Arrivals(BundleContext context, Runnable come, Runnable gone, Runnable looked) {
    this.context = context;
    this.come = come;
    this.gone = gone;
    this.looked = looked;
  }

  void open() {
    context.addBundleListener(this);
    try {
      context.addServiceListener(
          this, "(" + Constants.OBJECTCLASS + "=" + Plugin.class.getName() + ")");
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  void close() {
    context.removeServiceListener(this);
    context.removeBundleListener(this);
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    if (event.getType() == ServiceEvent.REGISTERED) {
      come.run();
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    switch (event.getType()) {
      case BundleEvent.INSTALLED, BundleEvent.UPDATED -> come.run();
      case BundleEvent.STARTED -> {
        come.run();
        if (isFileInstall(event.getBundle())) {
          looked.run();
        }
      }
      case BundleEvent.UNINSTALLED -> gone.run();
      default -> {}
    }
  }

  private static boolean isFileInstall(Bundle bundle) {
    return bundle.equals(FrameworkUtil.getBundle(ArtifactInstaller.class));
  }
}
