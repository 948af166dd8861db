package org.alfheim.itests.go;

/** How long tests go on: short as they are run with all others, or as long as somebody wants. */
final class RunLength {
  private static final boolean LONG = Boolean.getBoolean("alfheim.go.long");

  private RunLength() {}

  /** Whether they are long. */
  static boolean isLong() {
    return LONG;
  }

  /** A number of rounds. */
  static int of(int usually, int when) {
    return LONG ? when : usually;
  }

  /** Tells how far a long test is; a short one says nothing. */
  static void tell(String line) {
    if (LONG) {
      System.err.println(line);
    }
  }
}
