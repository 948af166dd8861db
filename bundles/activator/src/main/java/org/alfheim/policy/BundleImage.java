package org.alfheim.policy;

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
}
