package org.alfheim.internal.demangle;

/** The names of the Itanium C++ ABI. */
final class CppScheme {
  private CppScheme() {}

  /** The decoded name; null if it is none of the scheme. */
  static DecodedName decode(String symbol) {
    try {
      Node node = new CppNames(new Cursor(symbol, 2)).whole();
      return new Printer().whole(node);
    } catch (UndecodableException e) {
      return null;
    }
  }
}
