package org.alfheim.internal.header;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.internal.header.PreprocessedText.Line;

/** The tokens of what the preprocessor has left of headers, with their places. */
final class PreprocessedTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "[A-Za-z_$][A-Za-z_0-9$]*"
              + "|\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'"
              + "|\\.\\.\\.|\\.?[0-9](?:[eEpP][+-]|[A-Za-z_0-9.])*+|\\S");

  private PreprocessedTokens() {}

  /**
   * A token.
   *
   * @param text its text
   * @param file the file that it is from
   * @param line the line that it is on
   */
  record Token(String text, String file, int line) {
    boolean is(String other) {
      return text.equals(other);
    }

    boolean identifier() {
      char first = text.charAt(0);
      return Character.isLetter(first) || first == '_' || first == '$';
    }
  }

  static List<Token> of(PreprocessedText preprocessed) {
    List<Token> tokens = new ArrayList<>();
    for (Line line : preprocessed.lines()) {
      if (line.text().startsWith("#")) {
        continue;
      }
      Matcher token = TOKEN.matcher(line.text());
      while (token.find()) {
        tokens.add(new Token(token.group(), line.file(), line.number()));
      }
    }
    return tokens;
  }
}
