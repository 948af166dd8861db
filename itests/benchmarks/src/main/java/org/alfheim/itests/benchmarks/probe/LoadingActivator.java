package org.alfheim.itests.benchmarks.probe;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** What a bundle with {@code Bundle-NativeCode} does when it is started. */
public final class LoadingActivator implements BundleActivator {

  /** For the framework. */
  public LoadingActivator() {}

  @Override
  @SuppressWarnings("restricted")
  public void start(BundleContext context) {
    System.loadLibrary("plugin");
  }

  @Override
  public void stop(BundleContext context) {}
}
