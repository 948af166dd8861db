package org.alfheim.shell;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person writes for names: with {@code *} and {@code ?} the whole name, without them a part
 * of it.
 */
record NamePattern(Pattern pattern) {
  static NamePattern of(String text) {
    String regex =
        text.chars()
            .mapToObj(c ->
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                })
            .collect(Collectors.joining());
    boolean whole = text.contains("*") || text.contains("?");
    return new NamePattern(Pattern.compile(whole ? "^" + regex + "$" : regex));
  }

  boolean matches(String name) {
    return pattern.matcher(name).find();
  }
}
