package org.alfheim.console.model;

import org.alfheim.names.DemangledName;
import org.alfheim.plugin.Symbol;
import org.alfheim.types.KnownType;

/** Types as C writes them. */
public final class TypeText {
  private TypeText() {}

  /** A symbol's declaration, with its name as people write it: {@code int ns::f(int)}. */
  public static String of(Symbol symbol, KnownType known) {
    return known.type().declare(DemangledName.declarator(symbol.name()));
  }
}
