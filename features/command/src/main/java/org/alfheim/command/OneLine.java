package org.alfheim.command;

import org.alfheim.names.RawText;

/**
 * Text from outside as one line that a terminal shows and does not obey. File names, symbol names
 * and messages of a hostile image may hold line ends and escape sequences; each control character
 * becomes {@code \xNN}, and so does each byte that is not UTF-8.
 */
final class OneLine {
  private OneLine() {}

  static String of(String raw) {
    String text = RawText.shown(raw);
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return escaped(text);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    StringBuilder line = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            line.append(String.format("\\x%02x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    return line.toString();
  }
}
