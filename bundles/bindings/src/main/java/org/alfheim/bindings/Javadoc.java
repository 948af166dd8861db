package org.alfheim.bindings;

import java.util.List;

/** Writes comments as the formatter would. */
final class Javadoc {
  static final int WIDTH = 100;

  private Javadoc() {}

  /** Text of C, in which nothing means anything to Javadoc. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("{", "&#123;")
        .replace("}", "&#125;")
        .replace("*/", "*&#47;")
        .replace("\\", "&#92;");
  }

  /**
   * Text that can't end a comment. Debug information may have any name, and Java reads what is
   * behind a backslash as a character before it looks for the end.
   */
  static String closed(String text) {
    StringBuilder closed = new StringBuilder();
    for (char c : text.replace("*/", "* /").toCharArray()) {
      boolean plain = (c >= ' ' && c <= '~' && c != '\\') || Character.isLetterOrDigit(c);
      closed.append(plain ? c : '?');
    }
    return closed.toString();
  }

  /** A comment of some paragraphs, with a line's end behind it. */
  static String of(String indent, List<String> said) {
    List<String> paragraphs = said.stream().map(Javadoc::closed).toList();
    String single = indent + "/** " + paragraphs.getFirst() + " */";
    if (paragraphs.size() == 1 && single.length() <= WIDTH) {
      return single + "\n";
    }
    StringBuilder out = new StringBuilder(indent + "/**\n");
    boolean first = true;
    for (String paragraph : paragraphs) {
      if (!first) {
        out.append(indent).append(" *\n");
      }
      fill(out, indent + " * ", (first ? "" : "<p>") + paragraph);
      first = false;
    }
    return out.append(indent).append(" */\n").toString();
  }

  private static void fill(StringBuilder out, String prefix, String text) {
    StringBuilder line = new StringBuilder(prefix);
    for (String word : text.split(" ", -1)) {
      boolean empty = line.length() == prefix.length();
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(prefix);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
    }
    out.append(line).append('\n');
  }
}
