package org.alfheim.launch;

import static org.osgi.framework.namespace.ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Ends the program, before a bundle is started, where one of them needs a newer Java. */
public final class JavaCheck implements BundleActivator {
  /** When bnd's launcher calls: all bundles are installed, and none is started. */
  public static final String IMMEDIATE = "BEFORE_BUNDLES_START";

  private static final Pattern VERSION = Pattern.compile("\\(version>?=([0-9]+)[0-9.]*\\)");

  @Override
  public void start(BundleContext system) {
    complaint(system).ifPresent(Program::end);
  }

  @Override
  public void stop(BundleContext system) {}

  /**
   * What is wrong: the bundle that needs the newest Java, of those that this Java is too old for.
   */
  static Optional<String> complaint(BundleContext system) {
    List<BundleCapability> offered =
        system
            .getBundle(Constants.SYSTEM_BUNDLE_ID)
            .adapt(BundleRevision.class)
            .getDeclaredCapabilities(EXECUTION_ENVIRONMENT_NAMESPACE);
    String complaint = null;
    int needed = Runtime.version().feature();
    for (Bundle bundle : system.getBundles()) {
      for (BundleRequirement requirement :
          bundle
              .adapt(BundleRevision.class)
              .getDeclaredRequirements(EXECUTION_ENVIRONMENT_NAMESPACE)) {
        int version = version(requirement);
        if (version > needed && offered.stream().noneMatch(requirement::matches)) {
          needed = version;
          complaint = text(bundle.getSymbolicName(), needed);
        }
      }
    }
    return Optional.ofNullable(complaint);
  }

  private static String text(String bundle, int needed) {
    return String.format(
        "%s needs Java %d or newer, and this is Java %s (%s)",
        bundle, needed, System.getProperty("java.version"), System.getProperty("java.home"));
  }

  /** 0 for a requirement of another form: the framework will say what it lacks. */
  private static int version(BundleRequirement requirement) {
    String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
    Matcher matcher = VERSION.matcher(filter);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
