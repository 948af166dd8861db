package org.alfheim.internal.btf;

import java.util.Optional;
import org.alfheim.types.SourcePosition;

/** Positions as text: {@code /usr/include/zlib.h:1234}. */
final class Positions {
  private Positions() {}

  static String format(SourcePosition position) {
    return position.file() + ":" + position.line();
  }

  /** What a text says, if it is a position. */
  static Optional<SourcePosition> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    int line = number(text, colon + 1);
    return line > 0
        ? Optional.of(new SourcePosition(text.substring(0, colon), line))
        : Optional.empty();
  }

  /** A number up to the end of a text; 0 or less if there is none, or it is too large. */
  private static int number(String text, int start) {
    long number = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      number = number * 10 + digit;
      if (digit < 0 || digit > 9 || number > Integer.MAX_VALUE) {
        return 0;
      }
    }
    return (int) number;
  }
}
