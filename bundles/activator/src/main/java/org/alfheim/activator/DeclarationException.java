package org.alfheim.activator;

import org.osgi.framework.Bundle;

/** A bundle declares what is not there. */
final class DeclarationException extends RuntimeException {
  DeclarationException(Bundle bundle, String problem) {
    super(bundle.getSymbolicName() + " [" + bundle.getBundleId() + "]: " + problem);
  }

  DeclarationException(Bundle bundle, String problem, Throwable cause) {
    this(bundle, problem);
    initCause(cause);
  }
}
