package org.alfheim.activator;

import org.osgi.framework.Bundle;

/** A bundle declares what is not there. */
final class BundleDeclarationException extends RuntimeException {
  BundleDeclarationException(Bundle bundle, String problem) {
    super(bundle.getSymbolicName() + " [" + bundle.getBundleId() + "]: " + problem);
  }

  BundleDeclarationException(Bundle bundle, String problem, Throwable cause) {
    this(bundle, problem);
    initCause(cause);
  }
}
