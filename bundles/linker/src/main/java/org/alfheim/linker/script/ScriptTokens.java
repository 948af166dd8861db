package org.alfheim.linker.script;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.linker.object.LinkException;

/** The words and signs of a script, with the lines that they are on. */
final class ScriptTokens {
  /** Longer scripts stand in for nothing. */
  static final int LONGEST = 1 << 22;

  /**
   * A word or a sign.
   *
   * @param text without quotes
   * @param quoted whether it stood in quotes
   * @param line counted from 1
   */
  record Token(String text, boolean quoted, int line) {
    boolean is(String sign) {
      return !quoted && text.equals(sign);
    }
  }

  private final String file;
  private final String text;
  private final String signs;
  private final List<Token> tokens = new ArrayList<>();
  private int line = 1;
  private int next;

  /**
   * Takes a script apart.
   *
   * @param file its name, for messages
   * @param text its text
   * @param signs characters that are words of their own
   */
  ScriptTokens(String file, String text, String signs) {
    this.file = file;
    this.text = text;
    this.signs = signs;
    if (text.length() > LONGEST) {
      throw bad(1, "the script has more than 4 MiB");
    }
    read();
  }

  private void read() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        line += c == '\n' ? 1 : 0;
        at++;
      } else if (text.startsWith("/*", at)) {
        at = behindComment(at);
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == '"') {
        at = quoted(at);
      } else {
        at = isSign(at) ? sign(at) : word(at);
      }
    }
  }

  private int behindComment(int at) {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw bad(line, "a comment does not end");
    }
    line += (int) text.substring(at, end).chars().filter(c -> c == '\n').count();
    return end + 2;
  }

  private int quoted(int at) {
    int end = text.indexOf('"', at + 1);
    if (end < 0 || text.substring(at, end).indexOf('\n') >= 0) {
      throw bad(line, "a quote does not end on its line");
    }
    tokens.add(new Token(text.substring(at + 1, end), true, line));
    return end + 1;
  }

  /** A colon is a sign, two are part of a name of C++. */
  private boolean isSign(int at) {
    char c = text.charAt(at);
    return signs.indexOf(c) >= 0
        && (c != ':' || !(text.startsWith("::", at) || (at > 0 && text.charAt(at - 1) == ':')));
  }

  private int sign(int at) {
    tokens.add(new Token(text.substring(at, at + 1), false, line));
    return at + 1;
  }

  private int word(int at) {
    int end = at;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && text.charAt(end) != '"'
        && !isSign(end)) {
      end++;
    }
    tokens.add(new Token(text.substring(at, end), false, line));
    return end;
  }

  boolean atEnd() {
    return next == tokens.size();
  }

  /** The next word, which stays the next one. */
  Token peek() {
    return atEnd() ? new Token("", false, line) : tokens.get(next);
  }

  Token take() {
    if (atEnd()) {
      throw bad(line, "the script ends too early");
    }
    return tokens.get(next++);
  }

  /** Takes the next word if it is that sign. */
  boolean takes(String sign) {
    boolean found = !atEnd() && peek().is(sign);
    next += found ? 1 : 0;
    return found;
  }

  void expect(String sign) {
    if (!takes(sign)) {
      Token found = peek();
      throw bad(
          found.line(),
          sign + " was expected, and not " + (atEnd() ? "the end" : "\"" + found.text() + "\""));
    }
  }

  LinkException bad(int where, String problem) {
    return new LinkException(file + ":" + where, problem, "");
  }
}
