package org.alfheim.types;

/** A string as Go writes it in source text ({@code strconv.Quote}). */
final class Quoted {
  private Quoted() {}

  static String text(String string) {
    StringBuilder text = new StringBuilder(string.length() + 2).append('"');
    string.codePoints().forEach(c -> append(text, c));
    return text.append('"').toString();
  }

  private static void append(StringBuilder text, int c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (c < ' ' || c == 0x7f) {
          text.append("\\x").append(Character.forDigit(c >> 4, 16));
          text.append(Character.forDigit(c & 15, 16));
        } else {
          text.appendCodePoint(c);
        }
      }
    }
  }
}
