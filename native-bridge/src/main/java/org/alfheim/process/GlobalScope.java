package org.alfheim.process;

/**
 * The symbols that every object of the process sees: those of the executable and what it was linked
 * with.
 */
public final class GlobalScope {
  private GlobalScope() {}

  /**
   * Whether a symbol is defined there.
   *
   * @param symbol a name, or {@code name@version}
   * @return whether it is defined
   */
  public static boolean defines(String symbol) {
    int at = symbol.indexOf('@');
    return at < 0
        ? DynamicLinker.defines(symbol)
        : DynamicLinker.defines(symbol.substring(0, at), symbol.substring(at + 1));
  }
}
