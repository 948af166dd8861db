package org.alfheim.internal.nested;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.internal.process.filter.ArgumentFilter;
import org.alfheim.internal.process.ldso.HeldLibrary;

/**
 * The libraries that came with this loader's plugins under a policy, by the names that ld.so has of
 * them: what they load is judged as what the plugins load.
 *
 * <p>Who asks may hold ld.so's lock: nobody waits here.
 */
final class PluginLibraries {
  private final Map<String, Integer> names = new ConcurrentHashMap<>();
  private volatile boolean shared;

  /** Their names, and how often each is there, for the loader that follows this one. */
  Map<String, Integer> names() {
    return names;
  }

  /** Libraries that are about to be loaded. */
  void add(List<String> paths) {
    for (String path : paths) {
      names.merge(path, 1, Integer::sum);
    }
  }

  /** The same, which were not loaded. */
  void remove(List<String> paths) {
    for (String path : paths) {
      names.computeIfPresent(path, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /** A library that the process had, and a plugin has now. */
  void share(HeldLibrary library) {
    if (ArgumentFilter.isElsewhere(library.inside())) {
      names.merge(library.name(), 1, Integer::sum);
      shared = true;
    }
  }

  /** An image has come from another loader, and whatever came with it. */
  void shareAll() {
    shared = true;
  }

  /** Whether plugins have libraries that came with those of another loader, perhaps any of them. */
  boolean areShared() {
    return shared;
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return names.isEmpty();
  }

  /** Whether a library is one of them. */
  boolean contains(String name) {
    return names.containsKey(name);
  }
}
