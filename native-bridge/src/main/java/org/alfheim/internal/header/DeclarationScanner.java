package org.alfheim.internal.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.internal.header.PreprocessedTokens.Token;
import org.alfheim.types.SourcePosition;

/**
 * Finds what debug information leaves out of declarations: where they stand, and what they call
 * their parameters. It knows as much of C's grammar as that needs; what it can't read has no names.
 */
final class DeclarationScanner {
  /** Words that say nothing here, with what follows in parentheses. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "__attribute__",
          "__attribute",
          "__asm__",
          "__asm",
          "asm",
          "__declspec",
          "_Alignas",
          "__typeof__",
          "typeof",
          "_Static_assert",
          "__nonnull");

  private final Set<String> wanted;
  private final Map<String, Declared> found = new HashMap<>();

  /**
   * A declaration.
   *
   * @param position where it stands
   * @param parameters what it calls its parameters, the empty string where it has no name for one;
   *     empty if they are not known
   */
  record Declared(SourcePosition position, List<String> parameters) {
    /** Copies the list. */
    Declared {
      parameters = List.copyOf(parameters);
    }

    private boolean namesNothing() {
      return parameters.stream().allMatch(String::isEmpty);
    }
  }

  private DeclarationScanner(Set<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * The declarations of some names.
   *
   * @param tokens what the preprocessor has left of the headers
   * @param wanted the names
   */
  static Map<String, Declared> scan(List<Token> tokens, Set<String> wanted) {
    DeclarationScanner scanner = new DeclarationScanner(wanted);
    List<Token> declaration = new ArrayList<>();
    int depth = 0;
    for (Token token : tokens) {
      if (token.is("{") && depth++ == 0) {
        declaration.add(token);
      } else if (token.is("}") && depth > 0 && --depth == 0) {
        declaration.add(token);
        // The end of a function; a structure or an enumeration goes on to its semicolon.
        if (isFunction(declaration)) {
          scanner.read(declaration);
          declaration.clear();
        }
      } else if (depth == 0) {
        if (token.is(";")) {
          scanner.read(declaration);
          declaration.clear();
        } else {
          declaration.add(token);
        }
      }
    }
    return scanner.found;
  }

  /** Whether braces without their content come after a parameter list. */
  private static boolean isFunction(List<Token> declaration) {
    int brace = declaration.size() - 2;
    return brace > 0 && declaration.get(brace - 1).is(")");
  }

  private void read(List<Token> whole) {
    List<Token> tokens = withoutAttributes(whole);
    if (tokens.isEmpty() || tokens.getFirst().is("typedef")) {
      return;
    }
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("=")) {
        return;
      }
      if (wanted.contains(token.text()) && declares(tokens, i)) {
        add(token, parameters(tokens, i));
        return;
      }
    }
  }

  /** Whether a name is what is declared, and not a type or a tag. */
  private static boolean declares(List<Token> tokens, int name) {
    if (name == 0 || ParameterNames.tag(tokens.get(name - 1).text())) {
      return false;
    }
    return name + 1 == tokens.size() || "()[,={".contains(tokens.get(name + 1).text());
  }

  private void add(Token name, List<String> parameters) {
    Declared declared = new Declared(new SourcePosition(name.file(), name.line()), parameters);
    Declared before = found.get(name.text());
    if (before == null) {
      found.put(name.text(), declared);
    } else if (before.namesNothing() && !declared.namesNothing()) {
      found.put(name.text(), new Declared(before.position(), parameters));
    }
  }

  /** The names of the parameters in the list that follows a name: {@code f(…)}, {@code (*f(…))}. */
  private static List<String> parameters(List<Token> tokens, int name) {
    int open = name + 1;
    while (open < tokens.size() && tokens.get(open).is(")")) {
      open++;
    }
    if (open == tokens.size() || !tokens.get(open).is("(")) {
      return List.of();
    }
    int close = close(tokens, open);
    return close < 0 ? List.of() : ParameterNames.of(tokens.subList(open + 1, close));
  }

  /** Where the parenthesis that opens at a place closes, or -1. */
  static int close(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        depth++;
      } else if (tokens.get(i).is(")") && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<Token> withoutAttributes(List<Token> tokens) {
    List<Token> left = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (ATTRIBUTES.contains(token.text())) {
        int close = i + 1 < tokens.size() && tokens.get(i + 1).is("(") ? close(tokens, i + 1) : -1;
        i = close < 0 ? i : close;
      } else if (!token.is("__extension__")) {
        left.add(token);
      }
    }
    return left;
  }
}
