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
    try {
      int line = Integer.parseUnsignedInt(text, colon + 1, text.length(), 10);
      return line > 0
          ? Optional.of(new SourcePosition(text.substring(0, colon), line))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
