package org.alfheim.internal.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.alfheim.internal.header.PreprocessedTokens.Token;

/** Reads what a parameter list calls its parameters. */
final class ParameterNames {
  private static final Set<String> QUALIFIERS =
      Set.of(
          "const",
          "volatile",
          "restrict",
          "register",
          "__const",
          "__volatile__",
          "__volatile",
          "__restrict",
          "__restrict__",
          "_Atomic",
          "_Nonnull",
          "_Nullable");

  private static final Set<String> TYPES =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "signed",
          "unsigned",
          "_Bool",
          "_Complex",
          "__int128",
          "__signed__",
          "__signed",
          "_Float128",
          "__float128",
          "_Float64",
          "_Float32",
          "_Float32x",
          "_Float64x",
          "__builtin_va_list");

  private ParameterNames() {}

  /** Whether the word after this one is a tag. */
  static boolean tag(String word) {
    return word.equals("struct") || word.equals("union") || word.equals("enum");
  }

  /**
   * The names of the parameters of a list, the empty string for one without.
   *
   * @param list what is between the parentheses, without attributes
   */
  static List<String> of(List<Token> list) {
    List<String> names = new ArrayList<>();
    if (list.isEmpty() || (list.size() == 1 && list.getFirst().is("void"))) {
      return names;
    }
    int depth = 0;
    int begin = 0;
    for (int i = 0; i <= list.size(); i++) {
      if (i == list.size() || (depth == 0 && list.get(i).is(","))) {
        List<Token> parameter = list.subList(begin, i);
        if (parameter.size() != 1 || !parameter.getFirst().is("...")) {
          names.add(name(parameter));
        }
        begin = i + 1;
      } else if (list.get(i).is("(") || list.get(i).is("[")) {
        depth++;
      } else if (list.get(i).is(")") || list.get(i).is("]")) {
        depth--;
      }
    }
    return names;
  }

  private static String name(List<Token> parameter) {
    List<Token> tokens = new ArrayList<>();
    int brackets = 0;
    for (Token token : parameter) {
      brackets += token.is("[") ? 1 : 0;
      if (brackets == 0 && !QUALIFIERS.contains(token.text())) {
        tokens.add(token);
      }
      brackets -= token.is("]") ? 1 : 0;
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        boolean named = i > 1 && tokens.get(i - 1).identifier();
        return named && type(tokens.subList(0, i - 1)) && plain(tokens.get(i - 1))
            ? tokens.get(i - 1).text()
            : inner(tokens, i);
      }
    }
    if (tokens.isEmpty()) {
      return "";
    }
    Token last = tokens.getLast();
    return plain(last) && type(tokens.subList(0, tokens.size() - 1)) ? last.text() : "";
  }

  /** The name within the first parentheses that begin with a star: {@code (*(*f)(int))}. */
  private static String inner(List<Token> tokens, int open) {
    int at = open;
    while (at < tokens.size() && (tokens.get(at).is("(") || tokens.get(at).is("*"))) {
      at++;
    }
    return at < tokens.size() && at > open + 1 && plain(tokens.get(at))
        ? tokens.get(at).text()
        : "";
  }

  private static boolean plain(Token token) {
    return token.identifier() && !TYPES.contains(token.text()) && !tag(token.text());
  }

  /** Whether tokens say a type, so that what follows is a name. */
  private static boolean type(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (tag(token.text())) {
        return i + 1 < tokens.size();
      }
      if (token.identifier()) {
        return true;
      }
    }
    return false;
  }
}
