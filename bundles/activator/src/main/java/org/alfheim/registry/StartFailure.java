package org.alfheim.registry;

import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/**
 * Why a bundle did not start, in the activator's words. The specification leaves open how a
 * framework hands on what an activator throws: Felix passes a {@link BundleException} through,
 * Equinox puts it into another one whose message says only that there was one.
 */
public final class StartFailure {
  private StartFailure() {}

  /**
   * The exception that an activator threw.
   *
   * @param thrown what {@link org.osgi.framework.Bundle#start()} threw
   * @return the first in the chain of causes that is not merely a wrapping of the next
   */
  public static BundleException of(BundleException thrown) {
    return thrown.getCause() instanceof BundleException inner
            && !String.valueOf(thrown.getMessage()).contains(String.valueOf(inner.getMessage()))
        ? of(inner)
        : thrown;
  }

  /**
   * What keeps a bundle from being resolved: the mandatory requirements that no bundle can satisfy.
   *
   * @param context any, with which the framework is found
   * @param bundle the bundle
   * @return each as its namespace and filter, and with what makes a provider where that is known;
   *     empty if the bundle is resolved, or if there is somebody for each, who can't be had for a
   *     reason of his own
   */
  public static List<String> unsatisfied(BundleContext context, Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    if (revision == null || bundle.getState() != Bundle.INSTALLED) {
      return List.of();
    }
    FrameworkWiring wiring =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    return revision.getDeclaredRequirements(null).stream()
        .filter(StartFailure::isMandatory)
        .filter(requirement -> wiring.findProviders(requirement).isEmpty())
        .map(StartFailure::describe)
        .toList();
  }

  private static boolean isMandatory(BundleRequirement requirement) {
    Map<String, String> directives = requirement.getDirectives();
    return Namespace.RESOLUTION_MANDATORY.equals(
            directives.getOrDefault(
                Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, Namespace.RESOLUTION_MANDATORY))
        && Namespace.EFFECTIVE_RESOLVE.equals(
            directives.getOrDefault(
                Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE));
  }

  private static String describe(BundleRequirement requirement) {
    String filter = requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
    return requirement.getNamespace()
        + (filter == null ? "" : " " + filter)
        + (requirement.getNamespace().equals(PluginConstants.GO_NAMESPACE)
            ? " (alfheim go-host makes it, with the Go that has built the plugin)"
            : "");
  }
}
