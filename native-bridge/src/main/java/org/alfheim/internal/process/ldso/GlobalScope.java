package org.alfheim.internal.process.ldso;

import java.util.Optional;

/**
 * The symbols that every object of the process sees: those of the executable and what it was linked
 * with.
 */
public final class GlobalScope {
  /** The version of the C library's first symbols: a reference without a version may mean it. */
  private static final String FIRST_VERSION = "GLIBC_2.2.5";

  private static final String C_LIBRARY = "libc.so.6";

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

  /**
   * Whether an image's reference binds to a definition there and not to the image's own, which
   * comes later.
   *
   * @param symbol the symbol's name
   * @param version the version that the reference has; empty where it has none
   * @return whether it does; also where that can't be told
   */
  public static boolean precedes(String symbol, Optional<String> version) {
    if (version.isEmpty()) {
      return defines(symbol) || defines(symbol + "@" + FIRST_VERSION);
    }
    return defines(symbol + "@" + version.get()) || hasWithoutVersion(symbol);
  }

  /* A reference with a version binds to a symbol that has none. All of the C library's have one. */
  private static boolean hasWithoutVersion(String symbol) {
    long address = DynamicLinker.lookUp(DynamicLinker.DEFAULT, symbol);
    return address != 0
        && !LoadedCode.object(address).map(name -> name.endsWith(C_LIBRARY)).orElse(false);
  }
}
