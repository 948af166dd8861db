package org.alfheim.internal.go.values;

import org.alfheim.bind.ArgumentException;

/** Strings in quotes, as Go has them in source text; of the escapes, those that are used. */
final class Quotes {
  private Quotes() {}

  /** A string with quotes. */
  static String quoted(String string) {
    StringBuilder text = new StringBuilder().append('"');
    string
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '"', '\\' -> text.append('\\').appendCodePoint(c);
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
              if (c < ' ' || c == 0x7f) {
                text.append("\\x%02x".formatted(c));
              } else {
                text.appendCodePoint(c);
              }
            }
          }
        });
    return text.append('"').toString();
  }

  /** A string and where it ends in a text. */
  record Unquoted(String string, int end) {}

  /**
   * The string whose first quote is at a place.
   *
   * @throws ArgumentException if it does not end, or an escape is not known
   */
  static Unquoted unquoted(String text, int start) {
    StringBuilder string = new StringBuilder();
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c != '\\') {
        string.append(c);
        continue;
      }
      char escape = at < text.length() ? text.charAt(at++) : ' ';
      switch (escape) {
        case '"', '\\' -> string.append(escape);
        case 'n' -> string.append('\n');
        case 'r' -> string.append('\r');
        case 't' -> string.append('\t');
        case 'x' -> {
          string.append(hexadecimal(text, at));
          at += 2;
        }
        default -> throw new ArgumentException("\\" + escape + " is no escape: " + text);
      }
    }
    if (at >= text.length()) {
      throw new ArgumentException("a quote is missing: " + text);
    }
    return new Unquoted(string.toString(), at + 1);
  }

  private static char hexadecimal(String text, int at) {
    try {
      return (char) Integer.parseInt(text.substring(at, at + 2), 16);
    } catch (NumberFormatException | IndexOutOfBoundsException none) {
      throw new ArgumentException("\\x has two hexadecimal digits: " + text);
    }
  }
}
