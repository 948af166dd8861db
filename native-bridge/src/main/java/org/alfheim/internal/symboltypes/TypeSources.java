package org.alfheim.internal.symboltypes;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.alfheim.plugin.TypeSource;

/**
 * Who may know the types of an image. An image stays as long as the process, and must not keep the
 * classes of a bundle that goes: a source of another class loader than the loader's own is held
 * weakly, and whoever gave it keeps it. Safe for use by any number of threads.
 */
public final class TypeSources {
  private final List<TypeSource> own = new ArrayList<>();
  private final List<Reference<TypeSource>> others = new ArrayList<>();

  /**
   * Adds sources, which are asked after those that are there; an object that is there already,
   * once. None is asked whether it equals another: that of a record has the JDK keep its class.
   */
  public synchronized void add(List<TypeSource> sources) {
    Set<TypeSource> alive = Collections.newSetFromMap(new IdentityHashMap<>());
    alive.addAll(alive());
    others.removeIf(reference -> reference.get() == null);
    for (TypeSource source : sources) {
      if (!alive.add(source)) {
        continue;
      }
      if (staysAsLong(source)) {
        own.add(source);
      } else {
        others.add(new WeakReference<>(source));
      }
    }
  }

  /** Those that are still there. */
  synchronized List<TypeSource> alive() {
    List<TypeSource> alive = new ArrayList<>(own);
    for (Reference<TypeSource> reference : others) {
      TypeSource source = reference.get();
      if (source != null) {
        alive.add(source);
      }
    }
    return alive;
  }

  /** Whether the class of a source is of the loader's class loader, or of one above it. */
  private static boolean staysAsLong(TypeSource source) {
    ClassLoader wanted = source.getClass().getClassLoader();
    for (ClassLoader each = TypeSources.class.getClassLoader();
        each != null;
        each = each.getParent()) {
      if (each.equals(wanted)) {
        return true;
      }
    }
    return wanted == null;
  }
}
