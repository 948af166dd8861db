package org.alfheim.jni.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.alfheim.jni.recipe.NativesClause;
import org.alfheim.jni.recipe.Recipes;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Which bundles are served, and with what: each as it is wired. A bundle that was updated, and is
 * not refreshed yet, goes on as it was.
 */
public final class ServedBundles {
  /** The property of the framework that names those which are served by their recipes. */
  public static final String PROPERTY = NativesClause.NAMESPACE;

  private static final Logger LOG = System.getLogger(ServedBundles.class.getName());
  private static final String ALL = "all";
  private static volatile ServedBundles ofFramework = new ServedBundles("", () -> new Bundle[0]);

  private final Recipes recipes = new Recipes();
  private final Set<String> known;
  private final Supplier<Bundle[]> bundles;
  private final Map<ClassLoader, Optional<ServedBundle>> served =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Leftovers leftovers = new Leftovers();

  /**
   * The bundles of a framework.
   *
   * @param known the symbolic names of those that are served by their recipes, separated by commas,
   *     or {@code all}
   * @param bundles all that are installed
   */
  public ServedBundles(String known, Supplier<Bundle[]> bundles) {
    this.bundles = bundles;
    this.known = Arrays.stream(known.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }

  /** Those of this framework. */
  public static ServedBundles ofFramework() {
    return ofFramework;
  }

  /** Has these be those of this framework. */
  public static void use(ServedBundles bundles) {
    ofFramework = bundles;
  }

  /** What they leave behind. */
  public Leftovers leftovers() {
    return leftovers;
  }

  /** What the bundle of a class loader is served with; empty if it is not, or there is none. */
  public Optional<ServedBundle> of(ClassLoader loader) {
    Optional<ServedBundle> already = served.get(loader);
    return already != null ? already : wiring(loader).flatMap(this::of);
  }

  /** What a bundle is served with, as it is wired. */
  public Optional<ServedBundle> of(BundleWiring wiring) {
    ClassLoader loader = wiring.getClassLoader();
    if (loader == null) {
      return Optional.empty(); // It is no longer used.
    }
    Optional<ServedBundle> already = served.get(loader);
    if (already != null) {
      return already;
    }
    Optional<ServedBundle> now = find(wiring);
    if (wiring.isInUse()) {
      served.put(loader, now);
    }
    return now;
  }

  /** The wiring that has a class loader; empty if it is no bundle's, or that of an older wiring. */
  static Optional<BundleWiring> wiring(ClassLoader loader) {
    return loader instanceof BundleReference reference
        ? Optional.ofNullable(reference.getBundle().adapt(BundleWiring.class))
            .filter(wiring -> loader.equals(wiring.getClassLoader()))
        : Optional.empty();
  }

  /**
   * A bundle that is resolved, by its symbolic name: of several the one with the highest version.
   */
  public Optional<BundleWiring> named(String symbolicName) {
    return Arrays.stream(bundles.get())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .filter(bundle -> bundle.adapt(BundleWiring.class) != null)
        .max(Comparator.comparing(Bundle::getVersion))
        .map(bundle -> bundle.adapt(BundleWiring.class));
  }

  private Optional<ServedBundle> find(BundleWiring wiring) {
    String name = wiring.getRevision().getSymbolicName();
    try {
      List<NativesClause> clauses = clauses(wiring, name);
      return clauses.isEmpty() ? Optional.empty() : Optional.of(ServedImages.of(wiring, clauses));
    } catch (IllegalArgumentException e) {
      LOG.log(
          Level.ERROR, name + " is not served: " + NativesClause.NAMESPACE + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private List<NativesClause> clauses(BundleWiring wiring, String name) {
    List<NativesClause> clauses = new ArrayList<>();
    for (BundleCapability capability : wiring.getCapabilities(NativesClause.NAMESPACE)) {
      if (NativesClause.isOfNativeCode(capability.getAttributes())) {
        clauses.addAll(ServedImages.ofNativeCode(wiring));
      } else {
        clauses.add(NativesClause.of(capability.getAttributes()));
      }
    }
    if (clauses.isEmpty() && (known.contains(ALL) || known.contains(name))) {
      recipes
          .of(name)
          .ifPresentOrElse(
              recipe -> clauses.addAll(recipe.images()),
              () -> clauses.addAll(ServedImages.ofNativeCode(wiring)));
    }
    return clauses;
  }
}
