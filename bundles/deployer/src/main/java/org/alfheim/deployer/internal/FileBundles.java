package org.alfheim.deployer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.alfheim.wrap.PluginBundle;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;

/** The plugin bundles of a framework that were made from files. */
record FileBundles(BundleContext context) {

  /** The bundle that was installed from a file, whichever path led to it. */
  Optional<Bundle> of(Path file) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getLocation().startsWith(ElfLocation.SCHEME + ":"))
        .filter(bundle -> isFrom(bundle, file))
        .findFirst();
  }

  private static boolean isFrom(Bundle bundle, Path file) {
    try {
      Optional<Path> origin = ElfLocation.parse(bundle.getLocation()).file();
      return origin.isPresent() && Files.isSameFile(origin.get(), file);
    } catch (IOException gone) {
      return false;
    }
  }

  /** Installs a bundle by stream, so that no URL handler is needed. */
  Bundle install(String location, PluginBundle plugin) throws BundleException {
    Version version = Version.parseVersion(plugin.version());
    return install(
        location,
        plugin.openStream(),
        bundle ->
            plugin.symbolicName().equals(bundle.getSymbolicName())
                && version.equals(bundle.getVersion()),
        location + ": ",
        "give this one a name of its own with ?name=…");
  }

  /**
   * Installs a bundle.
   *
   * @param namesake tells a bundle of the same symbolic name and version
   * @param prefix what a message that there is such a bundle begins with
   * @param cure what can be done about it
   */
  Bundle install(
      String location, InputStream jar, Predicate<Bundle> namesake, String prefix, String cure)
      throws BundleException {
    try {
      return context.installBundle(location, jar);
    } catch (BundleException refused) {
      if (refused.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
        String other =
            Arrays.stream(context.getBundles())
                .filter(namesake)
                .findFirst()
                .map(FileBundles::describe)
                .orElse("another bundle has its name and version already");
        throw new BundleException(prefix + other + "; " + cure, refused.getType());
      }
      throw refused;
    }
  }

  private static String describe(Bundle bundle) {
    return "bundle "
        + bundle.getBundleId()
        + " from "
        + bundle.getLocation()
        + " is "
        + bundle.getSymbolicName()
        + " "
        + bundle.getVersion()
        + " already";
  }
}
