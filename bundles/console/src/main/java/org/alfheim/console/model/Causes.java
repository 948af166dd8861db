package org.alfheim.console.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What is behind a failure. */
public final class Causes {
  private Causes() {}

  /** A failure and what is behind it, the outermost first, each once. */
  public static List<Throwable> of(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }
}
