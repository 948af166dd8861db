package org.alfheim.internal.header;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.internal.header.PreprocessedText.Line;
import org.alfheim.internal.header.PreprocessedTokens.Token;
import org.alfheim.types.SourcePosition;

/**
 * Where headers declare what is no symbol: types, the members of structures, enumerators, macros.
 * What it can't read has no place, and of two declarations the one with members counts.
 */
final class DeclaredPlaces {
  private static final Pattern DEFINED = Pattern.compile("#define ([A-Za-z_][A-Za-z_0-9]*)\\b.*");

  /** What follows the name of a member. */
  private static final Set<String> BEHIND_MEMBER = Set.of(";", ",", "[", ":", ")", "}");

  /** What follows the name of an enumerator. */
  private static final Set<String> BEHIND_ENUMERATOR = Set.of("=", ",", "}");

  private final Map<String, SourcePosition> places = new HashMap<>();
  private final Map<String, SourcePosition> whole = new HashMap<>();

  private DeclaredPlaces() {}

  /**
   * Finds the places, by {@code struct tm}, {@code z_stream}, {@code z_stream.next_in}, {@code
   * Z_OK}.
   *
   * @param text what the preprocessor has left of the headers
   * @param tokens the same as tokens
   */
  static Map<String, SourcePosition> of(PreprocessedText text, List<Token> tokens) {
    DeclaredPlaces found = new DeclaredPlaces();
    for (Line line : text.lines()) {
      Matcher defined = DEFINED.matcher(line.text());
      if (defined.matches()) {
        found.places.put(defined.group(1), new SourcePosition(line.file(), line.number()));
      }
    }
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("{")) {
        depth++;
      } else if (token.is("}")) {
        depth = Math.max(depth - 1, 0);
      }
      boolean function =
          depth == 0 && token.is("}") && i > begin && isFunction(tokens.subList(begin, i + 1));
      if (depth == 0 && (token.is(";") || function)) {
        if (!function) {
          found.read(tokens.subList(begin, i));
        }
        begin = i + 1;
      }
    }
    Map<String, SourcePosition> all = new TreeMap<>(found.places);
    all.putAll(found.whole);
    return all;
  }

  /** Whether the outermost braces come after a parameter list. */
  private static boolean isFunction(List<Token> declaration) {
    for (int i = 1; i < declaration.size(); i++) {
      if (declaration.get(i).is("{")) {
        return declaration.get(i - 1).is(")");
      }
    }
    return false;
  }

  private void read(List<Token> declaration) {
    if (declaration.isEmpty()) {
      return;
    }
    SourcePosition at = position(declaration.getFirst());
    boolean typedef = declaration.getFirst().is("typedef");
    String alias = typedef ? alias(declaration) : "";
    if (!alias.isEmpty()) {
      places.putIfAbsent(alias, at);
    }
    int depth = 0;
    for (int i = 0; i < declaration.size(); i++) {
      Token token = declaration.get(i);
      if (token.is("{")) {
        depth++;
      } else if (token.is("}")) {
        depth--;
      } else if (ParameterNames.tag(token.text())) {
        tagged(declaration, i, depth == 0 ? at : position(token), depth == 0 ? alias : "");
      }
    }
  }

  /** A structure, union or enumeration whose keyword is at a place. */
  private void tagged(List<Token> tokens, int keyword, SourcePosition at, String alias) {
    int open = keyword + 1;
    String tag = "";
    while (open < tokens.size() && !tokens.get(open).is("{")) {
      Token token = tokens.get(open);
      if (token.is("__attribute__") && open + 1 < tokens.size()) {
        int close = DeclarationScanner.close(tokens, open + 1);
        open = close < 0 ? tokens.size() : close + 1;
        continue;
      }
      if (!tag.isEmpty() || !token.identifier()) {
        break;
      }
      tag = tokens.get(keyword).text() + " " + token.text();
      open++;
    }
    if (open >= tokens.size() || !tokens.get(open).is("{")) {
      if (!tag.isEmpty()) {
        places.putIfAbsent(tag, at);
      }
      return;
    }
    boolean enumeration = tokens.get(keyword).is("enum");
    for (String name : new String[] {tag, alias}) {
      if (!name.isEmpty()) {
        whole.putIfAbsent(name, at);
      }
    }
    int depth = 0;
    for (int i = open; i + 1 < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("{")) {
        depth++;
      } else if (token.is("}") && --depth == 0) {
        return;
      }
      String next = tokens.get(i + 1).text();
      if (!token.identifier()) {
        continue;
      }
      if (enumeration && "{,".contains(tokens.get(i - 1).text())) {
        if (BEHIND_ENUMERATOR.contains(next)) {
          places.put(token.text(), position(token)); // Rather than: #define NAME NAME
        }
      } else if (!enumeration && BEHIND_MEMBER.contains(next)) {
        for (String name : new String[] {tag, alias}) {
          if (!name.isEmpty()) {
            places.putIfAbsent(name + "." + token.text(), position(token));
          }
        }
      }
    }
  }

  /** The name that a typedef declares, of several the first; empty if it can't be read. */
  private static String alias(List<Token> typedef) {
    int braces = 0;
    for (int i = 1; i < typedef.size(); i++) {
      Token token = typedef.get(i);
      braces += token.is("{") ? 1 : token.is("}") ? -1 : 0;
      if (braces > 0 || !token.identifier() || ParameterNames.tag(typedef.get(i - 1).text())) {
        continue;
      }
      boolean last = i + 1 == typedef.size();
      String next = last ? "" : typedef.get(i + 1).text();
      boolean pointed = next.equals(")") && typedef.get(i - 1).is("*");
      boolean function = next.equals("(") && i > 1 && !token.is("__attribute__");
      if (last || pointed || next.equals(",") || next.equals("[") || function) {
        return token.text();
      }
    }
    return "";
  }

  private static SourcePosition position(Token token) {
    return new SourcePosition(token.file(), token.line());
  }
}
