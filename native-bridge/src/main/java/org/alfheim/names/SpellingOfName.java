package org.alfheim.names;

/**
 * One spelling for all that people use for a C++ name: spaces, {@code const} before or after its
 * type, {@code (void)}, {@code std::string}.
 */
final class SpellingOfName {
  private static final String STRING =
      "std::__cxx11::basic_string<char,std::char_traits<char>,std::allocator<char>>";
  private static final String OLD_STRING =
      "std::basic_string<char,std::char_traits<char>,std::allocator<char>>";

  private SpellingOfName() {}

  /** The one spelling; no other name has it. */
  static String of(String written) {
    String tight = tight(written);
    if (tight.contains("(void)")) {
      tight = tight.replace("(void)", "()");
    }
    if (tight.contains("const ") || tight.contains("volatile ")) {
      tight = qualifiersBehind(tight);
    }
    return tight.contains("basic_string<")
        ? withString(withString(tight, STRING), OLD_STRING)
        : tight;
  }

  /** A word takes the place of a template, and what follows it may be one too. */
  private static String withString(String tight, String instance) {
    return tight
        .replace(instance + "const", "std::string const")
        .replace(instance + "volatile", "std::string volatile")
        .replace(instance, "std::string");
  }

  /** Without the spaces that separate no words. */
  private static String tight(String written) {
    StringBuilder tight = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (!Character.isWhitespace(c)) {
        tight.append(c);
        continue;
      }
      int next = i + 1;
      while (next < written.length() && Character.isWhitespace(written.charAt(next))) {
        next++;
      }
      boolean separates =
          !tight.isEmpty()
              && isWord(tight.charAt(tight.length() - 1))
              && next < written.length()
              && isWord(written.charAt(next));
      if (separates) {
        tight.append(' ');
      }
      i = next - 1;
    }
    return tight.toString();
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  /** {@code const char*} becomes {@code char const*}. */
  private static String qualifiersBehind(String tight) {
    StringBuilder out = new StringBuilder(tight.length());
    int at = 0;
    while (at < tight.length()) {
      boolean startsType = at > 0 && "(,<".indexOf(tight.charAt(at - 1)) >= 0;
      String qualifier =
          !startsType
              ? null
              : tight.startsWith("const ", at)
                  ? "const"
                  : tight.startsWith("volatile ", at) ? "volatile" : null;
      if (qualifier == null) {
        out.append(tight.charAt(at++));
        continue;
      }
      int start = at + qualifier.length() + 1;
      int end = endOfType(tight, start);
      String type = tight.substring(start, end);
      boolean nested = type.contains("const ") || type.contains("volatile ");
      out.append(nested ? qualifiersBehind(type) : type);
      out.append(type.endsWith(">") ? "" : " ").append(qualifier);
      at = end;
    }
    return out.toString();
  }

  /** Where a type's words and template's arguments end. */
  private static int endOfType(String tight, int start) {
    int depth = 0;
    for (int i = start; i < tight.length(); i++) {
      char c = tight.charAt(i);
      if (c == '<') {
        depth++;
      } else if (c == '>') {
        if (depth == 0) {
          return i;
        }
        depth--;
      } else if (depth == 0 && "*&,()[".indexOf(c) >= 0) {
        return i;
      }
    }
    return tight.length();
  }
}
