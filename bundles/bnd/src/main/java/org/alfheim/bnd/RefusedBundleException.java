package org.alfheim.bnd;

/** A bundle that can't be made as it is described; the message says what to change. */
final class RefusedBundleException extends RuntimeException {
  RefusedBundleException(String message) {
    super(message);
  }
}
