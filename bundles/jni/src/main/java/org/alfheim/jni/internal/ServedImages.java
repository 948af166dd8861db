package org.alfheim.jni.internal;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.alfheim.jni.recipe.NativeCode;
import org.alfheim.jni.recipe.NativesClause;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Finds in a bundle what is said of it. */
final class ServedImages {
  private ServedImages() {}

  /**
   * What a bundle is served with.
   *
   * @throws IllegalArgumentException if the bundle has no such image
   */
  static ServedBundle of(BundleWiring wiring, List<NativesClause> clauses) {
    List<ServedImage> images = new ArrayList<>();
    for (NativesClause clause : clauses) {
      images.add(image(clause, resource(wiring, clause), images.size()));
    }
    return new ServedBundle(
        images,
        clauses.stream().anyMatch(NativesClause::isAsFile),
        clauses.stream().flatMap(clause -> clause.leaves().stream()).toList());
  }

  /** What the headers {@code Bundle-NativeCode} of a bundle and its fragments name. */
  static List<NativesClause> ofNativeCode(BundleWiring wiring) {
    List<Bundle> bundles = new ArrayList<>(List.of(wiring.getBundle()));
    for (BundleWire wire : wiring.getProvidedWires(HostNamespace.HOST_NAMESPACE)) {
      bundles.add(wire.getRequirer().getBundle());
    }
    return bundles.stream()
        .map(bundle -> bundle.getHeaders("").get(Constants.BUNDLE_NATIVECODE))
        .filter(Objects::nonNull)
        .flatMap(header -> NativeCode.paths(header).stream())
        .map(NativesClause::of)
        .toList();
  }

  private static String resource(BundleWiring wiring, NativesClause clause) {
    if (clause.bundle().isPresent()) {
      return clause.path();
    }
    List<URL> found = wiring.findEntries(clause.folder(), clause.file(), 0);
    if (found.isEmpty()) {
      throw new IllegalArgumentException("path: the bundle has no " + clause.path());
    }
    String path = found.getFirst().getPath();
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static ServedImage image(NativesClause clause, String resource, int number) {
    List<String> names = new ArrayList<>(clause.names());
    names.add(resource.substring(resource.lastIndexOf('/') + 1));
    return new ServedImage(
        resource, clause.bundle(), names, clause.values(), ServedImage.token(number));
  }
}
