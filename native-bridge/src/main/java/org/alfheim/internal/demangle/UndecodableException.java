package org.alfheim.internal.demangle;

/** What stands here is no name of the scheme, or more than is shown: the name stays as it is. */
final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Nobody asks where it came from, and names that are none of the scheme are many. */
  UndecodableException() {
    super("not a name of the scheme", null, false, false);
  }
}
