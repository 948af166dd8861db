package org.alfheim.activator.header;

/**
 * Reads the words and separators of a header from left to right; white space around them has no
 * meaning.
 */
final class HeaderScanner {
  private final String text;
  private int position;

  HeaderScanner(String text) {
    this.text = text;
  }

  /** Whether the next character is this one; it is passed if so. */
  boolean skip(char separator) {
    return skip(String.valueOf(separator));
  }

  /** Whether these characters come next; they are passed if so. */
  boolean skip(String separator) {
    space();
    if (!text.startsWith(separator, position)) {
      return false;
    }
    position += separator.length();
    return true;
  }

  /** The next word, in quotes or not; never empty unless it is in quotes. */
  String argument(String expected) {
    space();
    return skip('"') ? quoted() : word(expected);
  }

  private String word(String expected) {
    int start = position;
    while (position < text.length() && !separates(position)) {
      position++;
    }
    String word = text.substring(start, position).strip();
    if (word.isEmpty()) {
      throw problem("expected " + expected + found());
    }
    return word;
  }

  private boolean separates(int index) {
    return switch (text.charAt(index)) {
      case ',', ';', '=', '"' -> true;
      case ':' -> text.startsWith(":=", index);
      default -> false;
    };
  }

  private String quoted() {
    int start = position;
    StringBuilder value = new StringBuilder();
    while (position < text.length()) {
      char next = text.charAt(position++);
      if (next == '"') {
        return value.toString();
      }
      if (next == '\\' && position < text.length()) {
        next = text.charAt(position++);
      }
      value.append(next);
    }
    position = start - 1;
    throw problem("a quoted string has no closing quote");
  }

  /** Demands that the text is at its end. */
  void end() {
    space();
    if (position < text.length()) {
      throw problem("expected ',' or ';'" + found());
    }
  }

  private String found() {
    return position < text.length()
        ? " and found '" + text.charAt(position) + "'"
        : " and found the end";
  }

  private void space() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  /** What is wrong, with the place in the text. */
  HeaderException problem(String problem) {
    return new HeaderException(problem + " (at character " + (position + 1) + " of: " + text + ")");
  }
}
