package org.alfheim.names;

import java.util.Optional;
import org.alfheim.internal.demangle.DecodedName;
import org.alfheim.internal.demangle.Demangler;

/**
 * The names of C++ and Rust as people write them: {@code ns::f(int)} for {@code _ZN2ns1fEi}.
 *
 * <p>They are decoded as {@code c++filt -i} does: the Itanium C++ ABI's names, and Rust's in both
 * schemes, without their hashes. A symbol's own name stays what programs go by.
 */
public final class DemangledName {
  private DemangledName() {}

  /**
   * A symbol's name as people write it.
   *
   * @param symbol as the image has it
   * @return empty if a compiler of C++ or Rust did not encode it, as none does with C's
   */
  public static Optional<String> of(String symbol) {
    return isEncoded(symbol) ? Demangler.demangle(symbol).map(DecodedName::text) : Optional.empty();
  }

  /**
   * A symbol's name and, beside it, as people write it: {@code _ZN2ns1fEi = ns::f(int)}.
   *
   * @param symbol as the image has it, with a version or without: {@code _ZdlPv@GLIBCXX_3.4}
   * @return the name alone if it is not encoded
   */
  public static String beside(String symbol) {
    if (!isEncoded(symbol)) {
      return symbol;
    }
    int at = symbol.indexOf('@');
    return of(at < 0 ? symbol : symbol.substring(0, at))
        .map(text -> symbol + " = " + text)
        .orElse(symbol);
  }

  /**
   * A symbol's name as it stands in a declaration: {@code ns::f} for {@code _ZN2ns1fEi}, so that a
   * type makes {@code int ns::f(int)} of it.
   *
   * @param symbol as the image has it
   * @return the symbol's own name if it is not encoded
   */
  public static String declarator(String symbol) {
    return isEncoded(symbol)
        ? Demangler.demangle(symbol).map(DecodedName::name).orElse(symbol)
        : symbol;
  }

  /**
   * Whether somebody who writes a name means one of this kind, and no symbol's own: it has {@code
   * ::}, a parenthesis, an angle bracket or a space.
   *
   * @param written what was written
   */
  public static boolean isMeant(String written) {
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '(' || c == '<' || c == ' ' || (c == ':' && written.startsWith("::", i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name may be encoded, which costs nothing to see of C's names. */
  static boolean isEncoded(String symbol) {
    return symbol.length() > 3
        && symbol.charAt(0) == '_'
        && (symbol.charAt(1) == 'Z' || symbol.charAt(1) == 'R');
  }
}
