package org.alfheim.console.model;

import java.util.OptionalLong;
import org.alfheim.bind.SymbolKind;
import org.alfheim.plugin.LocalSymbol;
import org.alfheim.plugin.Symbol;

/** Where things lie in memory, in words. */
public final class AddressText {
  private AddressText() {}

  /** An address, in hexadecimal digits. */
  public static String of(long address) {
    return "0x" + Long.toHexString(address);
  }

  /** Where a symbol lies; one of a thread has no place of its own. */
  public static String of(Symbol symbol) {
    if (symbol.kind() == SymbolKind.TLS) {
      return "in each thread";
    }
    if (!(symbol instanceof LocalSymbol local)) {
      return "elsewhere";
    }
    OptionalLong address = local.address();
    return address.isPresent() ? of(address.getAsLong()) : "absolute";
  }
}
