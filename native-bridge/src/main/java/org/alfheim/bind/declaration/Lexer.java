package org.alfheim.bind.declaration;

import java.util.ArrayList;
import java.util.List;

/** Cuts a C declaration into tokens. */
final class Lexer {
  /** No declaration that a person writes is longer. */
  private static final int LONGEST = 8192;

  private final String text;
  private int position;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of a declaration, the last one of kind {@link Token.Kind#END}. */
  static List<Token> tokens(String text) {
    if (text.length() > LONGEST) {
      String start = text.substring(0, 40) + "…";
      throw new DeclarationException(start, LONGEST + 1, "longer than " + LONGEST + " characters");
    }
    Lexer lexer = new Lexer(text);
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = lexer.next();
      tokens.add(token);
    } while (token.kind() != Token.Kind.END);
    return tokens;
  }

  private Token next() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    int start = position;
    if (start == text.length()) {
      return new Token(Token.Kind.END, "", start + 1);
    }
    char first = text.charAt(start);
    Token.Kind kind;
    if (letter(first) || digit(first)) {
      while (position < text.length()
          && (letter(text.charAt(position)) || digit(text.charAt(position)))) {
        position++;
      }
      kind = digit(first) ? Token.Kind.NUMBER : Token.Kind.WORD;
    } else if (text.startsWith("...", start)) {
      position += 3;
      kind = Token.Kind.PUNCTUATION;
    } else if ("*()[],;".indexOf(first) >= 0) {
      position++;
      kind = Token.Kind.PUNCTUATION;
    } else {
      throw new DeclarationException(text, start + 1, unexpected(first));
    }
    return new Token(kind, text.substring(start, position), start + 1);
  }

  private static String unexpected(char found) {
    return switch (found) {
      case '&' -> "'&' is C++; a reference is a pointer in C: write T *";
      case ':', '<', '>', '~' -> "'" + found + "' is C++; only C declarations are understood";
      case '{', '}' -> "'" + found + "': the body is not part of a declaration";
      case '=' -> "'=': an initial value is not part of the declaration here";
      default -> "'" + found + "' does not belong in a C declaration";
    };
  }

  /* Beyond ASCII, a name is whatever bytes a symbol has. */
  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '$'
        || Character.isSurrogate(c)
        || (c > '~' && Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
