package org.alfheim.policy;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern in which {@code *} stands for any characters and {@code ?} for one.
 *
 * @param text the pattern
 * @param compiled the same as a regular expression
 */
record Glob(String text, Pattern compiled) {

  static Glob of(String text) {
    String expression =
        text.chars()
            .mapToObj(c ->
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                })
            .collect(Collectors.joining());
    return new Glob(text, Pattern.compile(expression, Pattern.DOTALL));
  }

  boolean matches(String name) {
    return compiled.matcher(name).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
