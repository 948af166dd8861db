package org.alfheim.itests.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Starts of bundles that are expected to fail. */
final class Refusals {
  private Refusals() {}

  /**
   * What the activator of a bundle throws when it is started; nothing of the bundle is registered
   * then. Equinox puts it into an exception of its own.
   */
  static BundleException of(Bundle bundle) {
    BundleException refusal = catchThrowableOfType(BundleException.class, bundle::start);
    assertThat(refusal).isNotNull();
    assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
    assertThat(bundle.getRegisteredServices()).isNull();
    if (refusal
        .getMessage()
        .startsWith("Exception in org.alfheim.activator.PluginActivator.start")) {
      refusal = (BundleException) refusal.getCause();
    }
    assertThat(refusal.getType()).isEqualTo(BundleException.ACTIVATOR_ERROR);
    assertThat(refusal.getMessage()).doesNotContain("\n");
    return refusal;
  }
}
