package org.alfheim.internal.process.ldso;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.internal.carrier.Dependency;
import org.alfheim.internal.plan.Plan;

/**
 * What open images need of the system, by soname: it stays in the process as they do, so ld.so need
 * not be asked for it again.
 */
public final class NeededLibraries {
  private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

  private NeededLibraries() {}

  /** An image is in place. */
  public static void add(Plan plan) {
    for (Dependency dependency : plan.dependencies()) {
      if (dependency instanceof Dependency.OnSystem(String needed)) {
        NAMES.add(needed);
      }
    }
  }

  /** Whether a library is there on account of an open image. */
  public static boolean contains(String soname) {
    return NAMES.contains(soname);
  }
}
