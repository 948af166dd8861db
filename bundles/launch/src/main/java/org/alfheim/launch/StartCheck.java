package org.alfheim.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Ends the program where a bundle could not be started; bnd's launcher has said why. */
public final class StartCheck implements BundleActivator {
  /** When bnd's launcher calls: it has started all bundles, or tried to. */
  public static final String IMMEDIATE = "AFTER_BUNDLES_START";

  @Override
  public void start(BundleContext system) {
    complaint(system).ifPresent(Program::end);
  }

  @Override
  public void stop(BundleContext system) {}

  /** What is wrong: the bundles that were to be started, and are not. */
  static Optional<String> complaint(BundleContext system) {
    List<String> failed = new ArrayList<>();
    for (Bundle bundle : system.getBundles()) {
      boolean idle = (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0;
      // The framework notes the wish to start a bundle before it tries; fragments have none.
      if (idle && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
        failed.add(bundle.getSymbolicName());
      }
    }
    return failed.isEmpty()
        ? Optional.empty()
        : Optional.of("the program ends; not started, see above: " + String.join(", ", failed));
  }
}
