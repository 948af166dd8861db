package org.alfheim.activator;

import org.osgi.framework.BundleException;

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
}
