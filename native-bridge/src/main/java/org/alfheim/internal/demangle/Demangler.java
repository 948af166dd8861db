package org.alfheim.internal.demangle;

import java.util.Optional;

/**
 * Decodes the names that C++ and Rust compilers make: the Itanium C++ ABI's (5.1, External Names)
 * and Rust's two schemes. What it answers is what {@code c++filt -i} of binutils 2.40 does, to the
 * letter; a name that it does not know, or that is made to grow without end, it does not decode.
 *
 * <p>Any name gives an answer, in a time and of a length that are bounded.
 */
public final class Demangler {
  /** The longest name that a library of a Debian system has is of 1,000 characters. */
  private static final int LONGEST = 1 << 14;

  private Demangler() {}

  /**
   * Decodes a symbol's name.
   *
   * @param symbol as the image has it
   * @return as people write it; empty if it is no encoded name
   */
  public static Optional<DecodedName> demangle(String symbol) {
    if (symbol.length() < 4 || symbol.charAt(0) != '_' || symbol.length() > LONGEST) {
      return Optional.empty();
    }
    DecodedName name =
        switch (symbol.charAt(1)) {
          case 'Z' -> RustLegacyScheme.decode(symbol);
          case 'R' -> RustScheme.decode(symbol);
          default -> null;
        };
    if (name == null && symbol.charAt(1) == 'Z') {
      name = CppScheme.decode(symbol);
    }
    return Optional.ofNullable(name);
  }
}
