package org.alfheim.itests.fuzz;

/** An input got an answer that no input may get. */
public final class Finding extends AssertionError {
  Finding(String what) {
    super(what);
  }

  Finding(String what, Throwable cause) {
    super(what, cause);
  }

  static void unless(boolean condition, String what) {
    if (!condition) {
      throw new Finding(what);
    }
  }
}
