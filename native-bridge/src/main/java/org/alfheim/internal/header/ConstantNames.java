package org.alfheim.internal.header;

import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.internal.header.PreprocessedText.Line;
import org.alfheim.internal.header.PreprocessedTokens.Token;

/** The names in a library's headers that may stand for a constant. */
final class ConstantNames {
  private static final Pattern DEFINED =
      Pattern.compile("#define ([A-Za-z][A-Za-z_0-9]*) +(\\S.*)");
  private static final Pattern UNDEFINED = Pattern.compile("#undef ([A-Za-z][A-Za-z_0-9]*) *");

  /** What no constant has in it, and what would lead on to the next line. */
  private static final Pattern NO_CONSTANT = Pattern.compile("[{};#\\\\]|\\b__attribute__\\b");

  private static final Pattern LITERAL =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'");

  private ConstantNames() {}

  /**
   * The macros without parameters and with a text that can be that of a constant.
   *
   * @param own whether a file is the library's
   */
  static SequencedSet<String> macros(PreprocessedText text, Predicate<String> own) {
    SequencedSet<String> names = new TreeSet<>();
    for (Line line : text.lines()) {
      if (!line.text().startsWith("#")) {
        continue;
      }
      Matcher undefined = UNDEFINED.matcher(line.text());
      if (undefined.matches()) {
        names.remove(undefined.group(1));
      }
      Matcher defined = DEFINED.matcher(line.text());
      if (defined.matches() && own.test(line.file()) && constant(defined.group(2))) {
        names.add(defined.group(1));
      }
    }
    return names;
  }

  private static boolean constant(String text) {
    String plain = LITERAL.matcher(text).replaceAll("0");
    int depth = 0;
    for (int i = 0; i < plain.length() && depth >= 0; i++) {
      depth += plain.charAt(i) == '(' ? 1 : plain.charAt(i) == ')' ? -1 : 0;
    }
    return depth == 0 && !NO_CONSTANT.matcher(plain).find();
  }

  /**
   * The enumerators.
   *
   * @param own whether a file is the library's
   */
  static SequencedSet<String> enumerators(List<Token> tokens, Predicate<String> own) {
    SequencedSet<String> names = new TreeSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.get(i).is("enum") || !own.test(tokens.get(i).file())) {
        continue;
      }
      int at = i + 1;
      while (at < tokens.size() && tokens.get(at).identifier()) {
        at++;
      }
      if (at == tokens.size() || !tokens.get(at).is("{")) {
        continue;
      }
      int depth = 0;
      for (; at + 1 < tokens.size() && !tokens.get(at).is("}"); at++) {
        String token = tokens.get(at).text();
        depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
        if (depth == 0 && "{,".contains(token) && tokens.get(at + 1).identifier()) {
          names.add(tokens.get(at + 1).text());
        }
      }
    }
    return names;
  }
}
