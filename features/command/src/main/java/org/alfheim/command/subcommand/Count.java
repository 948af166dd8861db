package org.alfheim.command.subcommand;

/** A number of things, with the plural where it belongs. */
final class Count {
  private Count() {}

  static String of(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
