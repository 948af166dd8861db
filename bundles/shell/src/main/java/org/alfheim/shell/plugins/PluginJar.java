package org.alfheim.shell.plugins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A bundle's file, to be installed.
 *
 * @param file the file
 */
record PluginJar(Path file) {

  /**
   * Installs it, or finds the bundle that was installed from this file before, as by a drop folder.
   *
   * @throws BundleException if it is none, or there is a bundle of its name and version from
   *     elsewhere; the message names that one
   */
  Bundle install(BundleContext context) throws BundleException {
    Optional<Bundle> installed = find(context, bundle -> isOf(bundle.getLocation()));
    if (installed.isPresent()) {
      return installed.get();
    }
    try {
      return context.installBundle(file.toFile().toURI().normalize().toString());
    } catch (BundleException refused) {
      if (refused.getType() != BundleException.DUPLICATE_BUNDLE_ERROR) {
        throw refused;
      }
      throw find(context, this::isNamesake)
          .map(other ->
              new BundleException(
                  "%s: bundle %d from %s is %s %s already"
                      .formatted(
                          file,
                          other.getBundleId(),
                          other.getLocation(),
                          other.getSymbolicName(),
                          other.getVersion()),
                  refused.getType()))
          .orElse(refused);
    }
  }

  private static Optional<Bundle> find(BundleContext context, Predicate<Bundle> condition) {
    return Arrays.stream(context.getBundles()).filter(condition).findFirst();
  }

  /** A location can be written in several ways, and go round by a link. */
  private boolean isOf(String location) {
    if (!location.startsWith("file:/")) {
      return false;
    }
    try {
      return Files.isSameFile(Path.of(URI.create(location)), file);
    } catch (IOException | IllegalArgumentException | FileSystemNotFoundException other) {
      return false;
    }
  }

  private boolean isNamesake(Bundle bundle) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      String name = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
      String version = manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
      return name.replaceFirst(";.*", "").strip().equals(bundle.getSymbolicName())
          && Version.parseVersion(version).equals(bundle.getVersion());
    } catch (IOException changed) {
      return false;
    }
  }
}
