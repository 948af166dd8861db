package org.alfheim.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.alfheim.wrap.PluginBundle;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;

/** The plugin bundles of a framework that were made from files. */
record PluginBundles(BundleContext context) {

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
    try {
      return context.installBundle(location, plugin.openStream());
    } catch (BundleException refused) {
      if (refused.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
        throw new BundleException(duplicate(location, plugin), refused.getType(), refused);
      }
      throw refused;
    }
  }

  private String duplicate(String location, PluginBundle plugin) {
    Version version = Version.parseVersion(plugin.version());
    String other =
        Arrays.stream(context.getBundles())
            .filter(bundle -> plugin.symbolicName().equals(bundle.getSymbolicName()))
            .filter(bundle -> version.equals(bundle.getVersion()))
            .findFirst()
            .map(bundle -> "bundle " + bundle.getBundleId() + " from " + bundle.getLocation())
            .orElse("another bundle");
    return location
        + ": "
        + other
        + " is "
        + plugin.symbolicName()
        + " "
        + version
        + " already; give this one a name of its own with ?name=…";
  }
}
