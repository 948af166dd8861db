package org.alfheim.deployer.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.names.RawText;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Bundles of the drop folder that are installed and could not be started. What one of them lacks
 * may come at any time and by any way: each is tried again whenever something has come.
 *
 * <p>Not safe for several threads at once.
 */
final class WaitingBundles {
  private final BundleContext context;
  private final DropLog log;
  private final Map<Bundle, Waiting> waiting = new LinkedHashMap<>();

  /** A bundle that waits, and what has been told of it. */
  private static final class Waiting {
    private final Path file;
    private final long since = System.nanoTime();
    private DeployFailure failure;
    private boolean told;

    Waiting(Path file) {
      this.file = file;
    }
  }

  WaitingBundles(BundleContext context, DropLog log) {
    this.context = context;
    this.log = log;
  }

  /**
   * Starts a bundle, or has it wait.
   *
   * @param changed whether it is new, or has new contents; if not, the failure that it had before
   *     is not told again
   */
  void start(Path file, Bundle bundle, boolean changed) {
    Waiting before = waiting.remove(bundle);
    Waiting entry = new Waiting(file);
    if (tryToStart(bundle, entry)) {
      log.info(RawText.of(file) + ": bundle " + name(bundle) + " is started");
      retry();
      return;
    }
    waiting.put(bundle, entry);
    entry.told = !changed && before != null && before.told && before.failure.equals(entry.failure);
    if (!entry.failure.needy()) {
      tell(bundle, entry);
    }
  }

  void remove(Bundle bundle) {
    waiting.remove(bundle);
  }

  /** Tries all of them, until none of the rest starts. */
  void retry() {
    boolean again = true;
    while (again) {
      again = false;
      for (Bundle bundle : List.copyOf(waiting.keySet())) {
        again |= !isStopping() && retry(bundle, waiting.get(bundle));
      }
    }
  }

  /** Why it waits has been told, or will be; a new reason is told, too. */
  private boolean retry(Bundle bundle, Waiting entry) {
    if (bundle.getState() == Bundle.UNINSTALLED || isStoppedByHand(bundle)) {
      waiting.remove(bundle);
      return false;
    }
    DeployFailure before = entry.failure;
    if (before.hopeless()) {
      return false;
    }
    if (bundle.getState() != Bundle.ACTIVE && !tryToStart(bundle, entry)) {
      if (entry.told && !entry.failure.equals(before)) {
        entry.told = false;
        tell(bundle, entry);
      }
      return false;
    }
    waiting.remove(bundle);
    String line = RawText.of(entry.file) + ": bundle " + name(bundle) + " is started after all";
    if (entry.told) {
      log.over(line);
    } else {
      log.info(line);
    }
    return true;
  }

  /**
   * Tells of those that still wait for what they need.
   *
   * @param patience how long one must have waited; what came last may not have been seen by others
   */
  void tell(Duration patience) {
    long now = System.nanoTime();
    waiting.forEach((bundle, entry) -> {
      if (now - entry.since >= patience.toNanos()) {
        tell(bundle, entry);
      }
    });
  }

  private void tell(Bundle bundle, Waiting entry) {
    if (!entry.told) {
      entry.told = true;
      log.error(
          RawText.of(entry.file)
              + ": bundle "
              + name(bundle)
              + " is installed and not started: "
              + entry.failure.reason());
    }
  }

  private boolean tryToStart(Bundle bundle, Waiting entry) {
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
      return true;
    } catch (BundleException refused) {
      entry.failure = DeployFailure.of(context, bundle, refused);
      return false;
    }
  }

  /** A framework that stops takes away what kept a bundle out, too: its policy. */
  private boolean isStopping() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING;
  }

  /** The framework remembers the wish to start a bundle, also if it does not come true. */
  private static boolean isStoppedByHand(Bundle bundle) {
    return !bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
  }

  static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " [" + bundle.getBundleId() + "]";
  }
}
