package org.alfheim.linker.script;

/**
 * A pattern of names, as shells have them (POSIX, "Pattern Matching Notation"): {@code *}, {@code
 * ?}, {@code [a-z]}, {@code [!a-z]} and a backslash.
 */
final class SymbolPattern {
  private final String text;

  SymbolPattern(String text) {
    this.text = text;
  }

  /** Whether a text has signs of patterns, or is a name. */
  static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\');
  }

  boolean isAll() {
    return text.equals("*");
  }

  /** Whether it is the pattern of a name; the time is at most the product of both lengths. */
  boolean matches(String name) {
    int at = 0;
    int i = 0;
    int star = -1;
    int resume = 0;
    while (i < name.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        resume = i;
      } else if (at < text.length() && accepts(at, name.charAt(i))) {
        at = behind(at);
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  private boolean accepts(int at, char c) {
    char sign = text.charAt(at);
    if (sign == '?') {
      return true;
    }
    if (sign == '\\' && at + 1 < text.length()) {
      return text.charAt(at + 1) == c;
    }
    int end = sign == '[' ? endOfSet(at) : -1;
    return end < 0 ? sign == c : isInSet(at, end, c);
  }

  private int behind(int at) {
    char sign = text.charAt(at);
    if (sign == '\\' && at + 1 < text.length()) {
      return at + 2;
    }
    int end = sign == '[' ? endOfSet(at) : -1;
    return end < 0 ? at + 1 : end + 1;
  }

  /** A bracket that closes right behind the one that opens is one of the set. */
  private int endOfSet(int at) {
    int first = at + 1;
    if (first < text.length() && (text.charAt(first) == '!' || text.charAt(first) == '^')) {
      first++;
    }
    return text.indexOf(']', first + 1);
  }

  private boolean isInSet(int at, int end, char c) {
    int i = at + 1;
    boolean negated = text.charAt(i) == '!' || text.charAt(i) == '^';
    i += negated ? 1 : 0;
    boolean found = false;
    while (i < end) {
      char from = text.charAt(i);
      boolean range = i + 2 < end && text.charAt(i + 1) == '-';
      char to = range ? text.charAt(i + 2) : from;
      found |= c >= from && c <= to;
      i += range ? 3 : 1;
    }
    return found != negated;
  }
}
