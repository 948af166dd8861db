package org.alfheim.jni.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.alfheim.jni.recipe.NativesClause;
import org.alfheim.jni.recipe.Recipes;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

/** Which bundles are served, and with what. It knows them as long as they are wired. */
public final class ServedBundles {
  /** The property of the framework that names those which are served by their recipes. */
  public static final String PROPERTY = NativesClause.NAMESPACE;

  private static final Logger LOG = System.getLogger(ServedBundles.class.getName());
  private static final String ALL = "all";
  private static volatile ServedBundles ofFramework = new ServedBundles("");

  private final Recipes recipes = new Recipes();
  private final Set<String> known;
  private final Map<BundleWiring, Optional<ServedBundle>> served =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * The bundles of a framework.
   *
   * @param known the symbolic names of those that are served by their recipes, separated by commas,
   *     or {@code all}
   */
  public ServedBundles(String known) {
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

  /** What the bundle of a class is served with; empty if it is not. */
  public Optional<ServedBundle> of(Class<?> type) {
    Bundle bundle = FrameworkUtil.getBundle(type);
    BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
    return wiring == null ? Optional.empty() : of(wiring);
  }

  /** What a bundle is served with, as it is wired. */
  public Optional<ServedBundle> of(BundleWiring wiring) {
    Optional<ServedBundle> already = served.get(wiring);
    if (already != null) {
      return already;
    }
    Optional<ServedBundle> now = find(wiring);
    served.put(wiring, now);
    return now;
  }

  private Optional<ServedBundle> find(BundleWiring wiring) {
    List<NativesClause> clauses = new ArrayList<>();
    String name = wiring.getRevision().getSymbolicName();
    try {
      for (BundleCapability capability : wiring.getCapabilities(NativesClause.NAMESPACE)) {
        clauses.add(NativesClause.of(capability.getAttributes()));
      }
      if (clauses.isEmpty() && (known.contains(ALL) || known.contains(name))) {
        recipes.of(name).ifPresent(recipe -> clauses.addAll(recipe.images()));
      }
      List<ServedImage> images = new ArrayList<>();
      for (NativesClause clause : clauses) {
        images.add(image(wiring, clause, images.size()));
      }
      return images.isEmpty() ? Optional.empty() : Optional.of(new ServedBundle(images));
    } catch (IllegalArgumentException e) {
      LOG.log(
          Level.ERROR, name + " is not served: " + NativesClause.NAMESPACE + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private static ServedImage image(BundleWiring wiring, NativesClause clause, int number) {
    List<URL> found = wiring.findEntries(clause.folder(), clause.file(), 0);
    if (found.isEmpty()) {
      throw new IllegalArgumentException("path: the bundle has no " + clause.path());
    }
    String resource = found.getFirst().getPath();
    resource = resource.startsWith("/") ? resource.substring(1) : resource;
    List<String> names = new ArrayList<>(clause.names());
    names.add(resource.substring(resource.lastIndexOf('/') + 1));
    return new ServedImage(resource, names, clause.values(), ServedImage.token(number));
  }
}
