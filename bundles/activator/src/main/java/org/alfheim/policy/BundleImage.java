package org.alfheim.policy;

import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.plugin.Provenance;
import org.osgi.framework.Bundle;

/**
 * An image that lies in a bundle.
 *
 * @param bundle the bundle
 * @param path its path there
 */
public record BundleImage(Bundle bundle, String path) implements Provenance {
  @Override
  public String location() {
    return bundle.getLocation();
  }

  /**
   * The folder of the bare file that the bundle was made of ({@code elf:file:/…}), as its location
   * has it: no header of the bundle has a say in that.
   */
  public Optional<Path> folder() {
    return location().startsWith("elf:")
        ? Place.file(location()).map(Path::getParent)
        : Optional.empty();
  }
}
