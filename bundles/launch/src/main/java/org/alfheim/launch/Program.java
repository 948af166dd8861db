package org.alfheim.launch;

/** The end of the program. */
final class Program {
  private Program() {}

  /**
   * Says why, and ends it with status 1. An exception would not do: bnd's launcher goes on after
   * those of activators, and tries to start the bundles.
   */
  static void end(String complaint) {
    System.err.println(complaint);
    System.exit(1);
  }
}
