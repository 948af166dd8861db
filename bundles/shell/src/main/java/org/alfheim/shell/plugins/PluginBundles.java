package org.alfheim.shell.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.alfheim.deployer.PluginInstaller;
import org.alfheim.plugin.PluginException;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.StartFailure;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Plugin bundles by what a person names: a path, of a bare image or of a bundle, or a URL. */
public final class PluginBundles {
  private static final byte[] JAR = {'P', 'K', 3, 4};

  private final BundleContext context;
  private final PluginInstaller installer;
  private final PluginInventory inventory;

  /** Those of the framework that this context is of. */
  public PluginBundles(
      BundleContext context, PluginInstaller installer, PluginInventory inventory) {
    this.context = context;
    this.installer = installer;
    this.inventory = inventory;
  }

  /** The hosts for Go plugins that are installed. */
  public GoHostBundles hosts() {
    return new GoHostBundles(context);
  }

  /**
   * Installs and starts the bundle of a location. If it does not start and was not there before, it
   * is not there afterwards.
   *
   * @param folder what a relative path is relative to
   * @param waived what is not demanded of the image of a bare file; empty for nothing
   * @throws BundleException if it can't be installed or started, or is no plugin bundle
   * @throws ShellException if the image of a bare file is refused; the message names the file as
   *     the location does
   */
  public Bundle start(Path folder, String location, String waived) throws BundleException {
    if (location.isBlank()) {
      throw new IllegalArgumentException("no file is named; plugin:open takes a path or a URL");
    }
    Set<Long> before =
        Arrays.stream(context.getBundles()).map(Bundle::getBundleId).collect(Collectors.toSet());
    Bundle bundle =
        waived.isEmpty() ? install(folder, location) : install(folder, location, waived);
    try {
      if (bundle.getHeaders("").get(PluginConstants.NATIVE_PLUGIN) == null) {
        throw new BundleException(
            location
                + ": this is no plugin bundle, its manifest has no header "
                + PluginConstants.NATIVE_PLUGIN);
      }
      bundle.start();
      return bundle;
    } catch (BundleException thrown) {
      BundleException e = explained(bundle, location, thrown);
      if (!before.contains(bundle.getBundleId())) {
        bundle.uninstall();
      }
      if (isMadeOfAFile(bundle) && e.getCause() instanceof PluginException cause) {
        throw new ShellException(e.getMessage().replace(cause.file() + ": ", location + ": "), e);
      }
      throw e;
    }
  }

  /** What a bundle requires and nobody provides is told here as everywhere. */
  private BundleException explained(Bundle bundle, String location, BundleException thrown) {
    List<String> missing = StartFailure.unsatisfied(context, bundle);
    return missing.isEmpty()
        ? StartFailure.of(thrown)
        : new BundleException(
            location + ": nothing provides what it requires: " + String.join(", ", missing),
            BundleException.RESOLVE_ERROR,
            thrown);
  }

  /** A person knows the file, and not its place in the bundle. */
  private static boolean isMadeOfAFile(Bundle bundle) {
    return bundle.getLocation().startsWith("elf:");
  }

  private Bundle install(Path folder, String location, String waived) throws BundleException {
    Optional<Path> file = Locations.file(folder, location);
    if (file.filter(PluginBundles::isJar).isPresent()
        || (file.isEmpty() && !location.startsWith("elf:"))) {
      throw new IllegalArgumentException(
          location
              + ": --waive is for bare files; a bundle has it in its header: "
              + PluginConstants.NATIVE_PLUGIN
              + ": lib/libx.so;waive="
              + waived);
    }
    String url = file.map(path -> "elf:" + path.normalize().toUri()).orElse(location);
    return installer.install(url + (url.contains("?") ? "&" : "?") + "waive=" + waived);
  }

  private Bundle install(Path folder, String location) throws BundleException {
    if (location.startsWith("elf:")) {
      return installer.install(location);
    }
    Optional<Path> file = Locations.file(folder, location);
    if (file.isEmpty()) {
      return context.installBundle(location);
    }
    try {
      return isJar(file.get())
          ? new PluginJar(file.get()).install(context)
          : installer.install(file.get());
    } catch (BundleException refused) {
      throw explained(refused);
    }
  }

  /** Where a bundle of the same name is in the way, it may be one that a person would open here. */
  private BundleException explained(BundleException refused) {
    if (refused.getType() != BundleException.DUPLICATE_BUNDLE_ERROR) {
      return refused;
    }
    return inventory.failures().stream()
        .filter(failure ->
            refused.getMessage().contains("bundle " + failure.holder().bundle() + " from "))
        .findFirst()
        .map(failure ->
            new BundleException(
                refused.getMessage() + "; that one is not started: " + failure.message(),
                refused.getType()))
        .orElse(refused);
  }

  private static boolean isJar(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return false;
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return Arrays.equals(stream.readNBytes(JAR.length), JAR);
    } catch (IOException e) {
      return false;
    }
  }
}
