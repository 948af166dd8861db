package org.alfheim.bind.declaration;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A C declaration in which the name is one that C++ or Rust qualifies: {@code int ns::add(int,
 * int)}. The types are C's all the same.
 */
public final class QualifiedDeclaration {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_]\\w*(?:\\s*::\\s*[A-Za-z_]\\w*)+(?=\\s*(?:$|[(\\[;]))");

  private QualifiedDeclaration() {}

  /**
   * A declaration with the symbol's own name in the place of a qualified one.
   *
   * @param text a declaration
   * @param symbols finds a symbol's own name by a demangled one: that of a function is asked for
   *     with its parameters first, then without
   * @return the text as it is, if there is no qualified name in it
   * @throws DeclarationException if nothing, or not one thing alone, is found by the name
   */
  public static String resolved(String text, Function<String, Optional<String>> symbols) {
    Matcher matcher = text.contains("::") ? NAME.matcher(text) : null;
    if (matcher == null || !matcher.find()) {
      return text;
    }
    String name = matcher.group();
    String parameters = text.substring(matcher.end()).replaceFirst(";\\s*$", "").strip();
    Optional<String> own =
        parameters.startsWith("(") ? symbols.apply(name + parameters) : Optional.empty();
    String found =
        own.or(() -> symbols.apply(name))
            .orElseThrow(() ->
                new DeclarationException(
                    text,
                    matcher.start() + 1,
                    "no symbol, or several, are called '"
                        + name
                        + "'; 'lookup' tells which there are, and a symbol's own name may stand here"));
    return text.substring(0, matcher.start()) + found + text.substring(matcher.end());
  }
}
