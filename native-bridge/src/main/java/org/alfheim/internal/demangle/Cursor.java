package org.alfheim.internal.demangle;

/** A place in an encoded name, and how deep the grammar's rules are nested at it. */
final class Cursor {
  /** Deeper than any name that a compiler made, and far from the end of a small stack. */
  private static final int DEEPEST = 300;

  /** Rules that are tried one way and another may be tried again for each of those within. */
  private static final int MOST_RULES = 1 << 16;

  private static final int NUMBER_LIMIT = Integer.MAX_VALUE / 64;

  private final String text;
  private int at;
  private int depth;
  private int rules;

  Cursor(String text, int at) {
    this.text = text;
    this.at = at;
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The character here; NUL at the end, which no name contains. */
  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int index = at + ahead;
    return index < text.length() ? text.charAt(index) : 0;
  }

  boolean has(String word) {
    return text.startsWith(word, at);
  }

  boolean take(char wanted) {
    if (peek() != wanted || atEnd()) {
      return false;
    }
    at++;
    return true;
  }

  boolean take(String wanted) {
    if (!has(wanted)) {
      return false;
    }
    at += wanted.length();
    return true;
  }

  void expect(char wanted) throws UndecodableException {
    if (!take(wanted)) {
      throw new UndecodableException();
    }
  }

  char next() throws UndecodableException {
    if (atEnd()) {
      throw new UndecodableException();
    }
    return text.charAt(at++);
  }

  String take(int length) throws UndecodableException {
    if (length < 0 || length > text.length() - at) {
      throw new UndecodableException();
    }
    at += length;
    return text.substring(at - length, at);
  }

  String since(int start) {
    return text.substring(start, at);
  }

  /** A decimal number without a sign. */
  int number() throws UndecodableException {
    if (!isDigit(peek())) {
      throw new UndecodableException();
    }
    int value = 0;
    while (isDigit(peek())) {
      value = value * 10 + (next() - '0');
      if (value > NUMBER_LIMIT) {
        throw new UndecodableException();
      }
    }
    return value;
  }

  /** A decimal number; 0 if there is none. */
  int numberOrZero() throws UndecodableException {
    return isDigit(peek()) ? number() : 0;
  }

  /** A number that may be negative, as {@code n5}. */
  int signedNumber() throws UndecodableException {
    boolean negative = take('n');
    int value = number();
    return negative ? -value : value;
  }

  /** {@code _} is 0, {@code 0_} is 1, {@code 1_} is 2. */
  int compactNumber() throws UndecodableException {
    if (take('_')) {
      return 0;
    }
    int value = number() + 1;
    expect('_');
    return value;
  }

  /** Counts a rule that is entered; each is left by {@link #leave}, unless the name is given up. */
  void enter() throws UndecodableException {
    if (++depth > DEEPEST || ++rules > MOST_RULES) {
      throw new UndecodableException();
    }
  }

  void leave() {
    depth--;
  }

  int depth() {
    return depth;
  }

  /** Back to a place where the grammar was tried another way. */
  void backTo(int position, int ofDepth) {
    at = position;
    depth = ofDepth;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
