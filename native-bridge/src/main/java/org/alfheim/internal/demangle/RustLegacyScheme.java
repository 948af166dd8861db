package org.alfheim.internal.demangle;

/**
 * Rust's older names: an Itanium name of nested words, the last of which is a hash. What is no
 * letter in a word is escaped.
 */
final class RustLegacyScheme {
  private static final String PREFIX = "_ZN";
  private static final int DIGITS = 16;
  private static final int LENGTH_OF_HASH = 3 + DIGITS;
  private static final int FEWEST_DIFFERENT = 5;

  private RustLegacyScheme() {}

  /** The decoded name; null if it is none of the scheme. */
  static DecodedName decode(String symbol) {
    int end = end(symbol);
    if (end < 0) {
      return null;
    }
    try {
      return path(new Cursor(symbol, PREFIX.length()), end);
    } catch (UndecodableException e) {
      return null;
    }
  }

  /** Where the hash begins; -1 if there is none. */
  private static int end(String symbol) {
    if (!symbol.startsWith(PREFIX)) {
      return -1;
    }
    int whole = symbol.length();
    // What a linker or LLVM appends comes after a dot, and words have dots too.
    for (int e = symbol.indexOf('E'); e >= 0; e = symbol.indexOf('E', e + 1)) {
      boolean last = e + 1 == whole || symbol.charAt(e + 1) == '.';
      int start = e - LENGTH_OF_HASH;
      if (last && start > PREFIX.length() && isHash(symbol, start)) {
        return start;
      }
    }
    return -1;
  }

  private static boolean isHash(String symbol, int start) {
    if (!symbol.startsWith("17h", start)) {
      return false;
    }
    int seen = 0;
    for (int i = start + 3; i < start + LENGTH_OF_HASH; i++) {
      int digit = RustIdentifier.hexDigit(symbol.charAt(i));
      if (digit < 0) {
        return false;
      }
      seen |= 1 << digit;
    }
    return Integer.bitCount(seen) >= FEWEST_DIFFERENT;
  }

  private static DecodedName path(Cursor in, int end) throws UndecodableException {
    StringBuilder out = new StringBuilder();
    while (in.position() < end) {
      String word = in.take(in.number());
      if (in.position() > end) {
        throw new UndecodableException();
      }
      if (!out.isEmpty()) {
        out.append("::");
      }
      unescape(word, out);
    }
    return DecodedName.of(out.toString());
  }

  private static void unescape(String word, StringBuilder out) throws UndecodableException {
    int i = word.startsWith("_$") ? 1 : 0;
    while (i < word.length()) {
      char c = word.charAt(i);
      if (c == '.') {
        boolean separator = word.startsWith("..", i);
        out.append(separator ? "::" : ".");
        i += separator ? 2 : 1;
      } else if (c == '$') {
        int end = word.indexOf('$', i + 1);
        int unescaped = end < 0 ? -1 : escape(word.substring(i + 1, end));
        if (unescaped < 0) {
          out.append(word, i, word.length());
          return;
        }
        out.append((char) unescaped);
        i = end + 1;
      } else if ((Character.isLetterOrDigit(c) && c < 0x80) || c == '_' || c == ':') {
        out.append(c);
        i++;
      } else {
        throw new UndecodableException();
      }
    }
  }

  private static int escape(String code) {
    return switch (code) {
      case "C" -> ',';
      case "SP" -> '@';
      case "BP" -> '*';
      case "RF" -> '&';
      case "LT" -> '<';
      case "GT" -> '>';
      case "LP" -> '(';
      case "RP" -> ')';
      default -> {
        if (code.length() != 3 || code.charAt(0) != 'u') {
          yield -1;
        }
        int high = RustIdentifier.hexDigit(code.charAt(1));
        int low = RustIdentifier.hexDigit(code.charAt(2));
        int c = high * 16 + low;
        yield high < 0 || low < 0 || c < 0x20 || c >= 0x7f ? -1 : c;
      }
    };
  }
}
