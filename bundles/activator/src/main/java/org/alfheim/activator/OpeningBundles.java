package org.alfheim.activator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;

/** The bundles whose images are being opened, and by whom. */
final class OpeningBundles {
  private static final Map<Long, Thread> THREADS = new ConcurrentHashMap<>();

  private OpeningBundles() {}

  static void begin(Bundle bundle) {
    THREADS.put(bundle.getBundleId(), Thread.currentThread());
  }

  static void end(Bundle bundle) {
    THREADS.remove(bundle.getBundleId());
  }

  /** Whether this thread is in the middle of it: to wait for it would never end. */
  static boolean isOpeningHere(Bundle bundle) {
    return Thread.currentThread().equals(THREADS.get(bundle.getBundleId()));
  }
}
