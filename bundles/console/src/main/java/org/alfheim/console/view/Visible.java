package org.alfheim.console.view;

import java.util.stream.Collectors;

/**
 * Text that comes from an image, made harmless to look at: what a reader could not see, or what
 * would turn the direction of the text around it, is written as an escape.
 */
public final class Visible {
  private Visible() {}

  /** The text with its hidden characters written as escapes. */
  public static String of(String text) {
    return text.codePoints().noneMatch(Visible::isHidden)
        ? text
        : text.codePoints()
            .mapToObj(c -> isHidden(c) ? escape(c) : Character.toString(c))
            .collect(Collectors.joining());
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

  private static String escape(int c) {
    return c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u%04x", c);
  }
}
