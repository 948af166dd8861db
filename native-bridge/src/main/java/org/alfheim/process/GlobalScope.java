package org.alfheim.process;

/**
 * The symbols that every object of the process sees: those of the executable and what it was linked
 * with.
 */
public final class GlobalScope {
  /** {@code RTLD_DEFAULT} of dlsym(3). */
  private static final long DEFAULT = 0;

  private GlobalScope() {}

  /**
   * Whether a symbol is defined there.
   *
   * @param symbol a name, or {@code name@version}
   * @return whether it is defined
   */
  public static boolean defines(String symbol) {
    int at = symbol.indexOf('@');
    Address address =
        at < 0
            ? CLibrary.dlsym(DEFAULT, symbol)
            : CLibrary.dlvsym(DEFAULT, symbol.substring(0, at), symbol.substring(at + 1));
    return address.value() != 0;
  }
}
