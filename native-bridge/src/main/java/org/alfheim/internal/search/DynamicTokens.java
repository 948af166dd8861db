package org.alfheim.internal.search;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Dynamic string tokens: words that stand in search paths and in names of libraries for what is
 * known only when an object is loaded (gABI, "Substitution Sequences"; ld.so(8)). This is the one
 * place that knows how they are written.
 *
 * @param values what stands for each token: nothing where the token has no value, so that a text
 *     with it can't be used; a token that is not among the keys is left as it is
 */
public record DynamicTokens(Map<Token, Optional<String>> values) {

  /** The tokens that ld.so knows; others are text. */
  public enum Token {
    /** The folder of the object that the text stands in. */
    ORIGIN,
    /** What the processor is called. */
    PLATFORM,
    /** The name of the system's folder for libraries. */
    LIB
  }

  private static final Token[] ALL = Token.values();

  /** Copies the values. */
  public DynamicTokens {
    Map<Token, Optional<String>> copy = new EnumMap<>(Token.class);
    copy.putAll(values);
    values = copy;
  }

  /**
   * Only {@link Token#ORIGIN}: the others are left to ld.so.
   *
   * @param folder the folder, if there is one
   * @return the tokens
   */
  public static DynamicTokens ofOrigin(Optional<String> folder) {
    return new DynamicTokens(Map.of(Token.ORIGIN, folder));
  }

  /**
   * A text with values in the place of tokens.
   *
   * @param text a name, or one entry of a search path
   * @return the text; empty if it has a token without a value
   */
  public Optional<String> expand(String text) {
    int next = text.indexOf('$');
    if (next < 0) {
      return Optional.of(text);
    }
    StringBuilder expanded = new StringBuilder(text.length() + 64);
    int done = 0;
    for (; next >= 0; next = text.indexOf('$', done)) {
      expanded.append(text, done, next);
      Token token = at(text, next + 1);
      int end = token == null ? next + 1 : end(text, next + 1, token);
      Optional<String> value = token == null ? null : values.get(token);
      if (value == null) {
        expanded.append(text, next, end);
      } else if (value.isPresent()) {
        expanded.append(value.get());
      } else {
        return Optional.empty();
      }
      done = end;
    }
    return Optional.of(expanded.append(text, done, text.length()).toString());
  }

  /**
   * Whether ld.so would put something else in the place of a part of a text.
   *
   * @param text the text
   * @return whether there is a token in it
   */
  public static boolean in(String text) {
    for (int next = text.indexOf('$'); next >= 0; next = text.indexOf('$', next + 1)) {
      if (at(text, next + 1) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a text can't be used without a folder.
   *
   * @param text the text
   * @return whether {@link Token#ORIGIN} is in it
   */
  public static boolean ofFolder(String text) {
    return ofOrigin(Optional.empty()).expand(text).isEmpty();
  }

  /** The token that a text has behind a dollar sign, or null. */
  private static Token at(String text, int start) {
    for (Token token : ALL) {
      if (end(text, start, token) >= 0) {
        return token;
      }
    }
    return null;
  }

  /** Where a token ends that begins behind a dollar sign; -1 if it does not. */
  private static int end(String text, int start, Token token) {
    boolean braces = text.startsWith("{", start);
    int name = braces ? start + 1 : start;
    int end = name + token.name().length();
    if (!text.startsWith(token.name(), name)) {
      return -1;
    }
    if (braces) {
      return text.startsWith("}", end) ? end + 1 : -1;
    }
    return end < text.length() && ofIdentifier(text.charAt(end)) ? -1 : end;
  }

  private static boolean ofIdentifier(char letter) {
    return (letter >= 'A' && letter <= 'Z')
        || (letter >= 'a' && letter <= 'z')
        || (letter >= '0' && letter <= '9')
        || letter == '_';
  }
}
