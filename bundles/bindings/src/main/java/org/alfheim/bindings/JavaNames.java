package org.alfheim.bindings;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of C in the way of Java. */
final class JavaNames {
  /** The methods of {@link Object} that need no parameter, which nothing else can be called. */
  private static final Set<String> OBJECT =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private JavaNames() {}

  /** The name of a method or a parameter: {@code crc32_combine} is {@code crc32Combine}. */
  static String member(String name) {
    String joined = joined(name);
    int capitals = 0;
    while (capitals < joined.length() && Character.isUpperCase(joined.charAt(capitals))) {
      capitals++;
    }
    // SSLRead is sslRead, and Read is read.
    boolean word = capitals > 1 && capitals < joined.length();
    int lower = word && Character.isLowerCase(joined.charAt(capitals)) ? capitals - 1 : capitals;
    return identifier(
        joined.substring(0, lower).toLowerCase(Locale.ROOT) + joined.substring(lower));
  }

  /** The name of a class: {@code z_stream} is {@code ZStream}. */
  static String type(String name) {
    // FILE is File, and EVP_MD is EvpMd.
    boolean shouted = name.length() > 2 && name.equals(name.toUpperCase(Locale.ROOT));
    String joined = joined(shouted ? name.toLowerCase(Locale.ROOT) : name);
    return identifier(joined.substring(0, 1).toUpperCase(Locale.ROOT) + joined.substring(1));
  }

  /** A name that Java takes. What debug information calls a name may be anything. */
  static String identifier(String any) {
    StringBuilder name = new StringBuilder();
    any.chars()
        .forEach(c ->
            name.append(
                Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c)
                    ? (char) c
                    : '_'));
    return reserved(name.toString());
  }

  private static String reserved(String name) {
    boolean begins = !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0));
    String start = begins ? name : "_" + name;
    return SourceVersion.isKeyword(start) || OBJECT.contains(start) ? start + "_" : start;
  }

  /** {@code nextIn} in the words of C, as a view looks for its members: {@code next_in}. */
  static String words(String java) {
    return java.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1")
        .replaceAll("([A-Z])(?=[A-Z][a-z])", "$1_")
        .toLowerCase(Locale.ROOT);
  }

  /** Whether a structure is found by a name of Java's, without an annotation. */
  static boolean found(String java, String c) {
    String words = words(java);
    return Set.of(java, words, words + "_t", "struct " + words, "struct " + java).contains(c);
  }

  /** Whether a member is. */
  static boolean isWordsOf(String java, String c) {
    return java.equals(c) || words(java).equals(c);
  }

  private static String joined(String name) {
    StringBuilder joined = new StringBuilder();
    for (String word : name.split("[^A-Za-z0-9]+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      boolean shouted = name.contains("_") && word.equals(word.toUpperCase(Locale.ROOT));
      String rest = word.substring(1);
      boolean first = joined.isEmpty();
      joined
          .append(first && !shouted ? word.substring(0, 1) : head(word, first))
          .append(shouted ? rest.toLowerCase(Locale.ROOT) : rest);
    }
    return joined.isEmpty() ? "_" + name : joined.toString();
  }

  private static String head(String word, boolean first) {
    String head = word.substring(0, 1);
    return first ? head.toLowerCase(Locale.ROOT) : head.toUpperCase(Locale.ROOT);
  }

  /** Text as Java has it, between quotation marks. */
  static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        case '"', '\\' -> out.append('\\').append(c);
        default -> {
          if (c < ' ' || c > '~') {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
