package org.alfheim.text;

import org.alfheim.elf.RawText;

/**
 * Text from outside, made harmless to look at: one line, in which what a reader could not see, what
 * a terminal would obey, and what would turn the direction of the text around it, is written as an
 * escape. So is each byte that is not UTF-8.
 */
public final class Visible {
  private Visible() {}

  /**
   * The text with its hidden characters written as escapes.
   *
   * @param raw text, or {@link RawText}
   * @return {@code \n} and {@code \t}; <code>&#92;xNN</code> for other control characters, and for
   *     bytes that are not UTF-8; <code>&#92;uNNNN</code> for other characters without a shape; all
   *     others as they are
   */
  public static String of(String raw) {
    return isPlain(raw) ? raw : escaped(RawText.shown(raw));
  }

  /** Names are, nearly always. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String escaped(String text) {
    StringBuilder line = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isHidden(c)) {
        escape(c, line);
      } else {
        line.appendCodePoint(c);
      }
    }
    return line.toString();
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static void escape(int c, StringBuilder line) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\t' -> line.append("\\t");
      default -> line.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", c));
    }
  }
}
