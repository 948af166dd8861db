package org.alfheim.itests.framework.lender;

/** A class that is loaded when somebody asks for it, which may be too late. */
final class Negative {
  private Negative() {}

  static int of(int value) {
    return -value;
  }
}
