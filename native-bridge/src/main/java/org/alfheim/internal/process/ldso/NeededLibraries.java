package org.alfheim.internal.process.ldso;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.alfheim.internal.carrier.Dependency;
import org.alfheim.internal.plan.Plan;

/**
 * What open images need of the system, by soname: it stays in the process as they do, so ld.so need
 * not be asked for it again.
 */
public final class NeededLibraries {
  private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger CHANGES = new AtomicInteger();

  private NeededLibraries() {}

  /** An image is in place. */
  public static void add(Plan plan) {
    for (Dependency dependency : plan.dependencies()) {
      if (dependency instanceof Dependency.OnSystem(String needed) && NAMES.add(needed)) {
        CHANGES.incrementAndGet();
      }
    }
    if (plan.image().filter()) {
      /* The libraries that it filters may be there or not. */
      CHANGES.incrementAndGet();
    }
  }

  /** Another copy of these classes has put an image in place, and whatever it needs. */
  public static void addThoseOfAnother() {
    CHANGES.incrementAndGet();
  }

  /** Whether a library is there on account of an open image. */
  public static boolean contains(String soname) {
    return NAMES.contains(soname);
  }

  /**
   * A number that is another one when images have come that may have brought other libraries with
   * them.
   */
  public static int state() {
    return CHANGES.get();
  }
}
