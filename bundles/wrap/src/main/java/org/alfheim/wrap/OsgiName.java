package org.alfheim.wrap;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts names and versions of the native world into the forms that OSGi has (OSGi Core 8, 1.3.2 and
 * 3.2.5).
 */
final class OsgiName {
  private static final int MAXIMUM_DIGITS = 9;

  private OsgiName() {}

  /** A symbolic name: {@code libstdc++} becomes {@code libstdc__}. */
  static String symbolicName(String name) {
    List<String> tokens = new ArrayList<>();
    for (String token : name.split("\\.", -1)) {
      if (!token.isEmpty()) {
        tokens.add(token.replaceAll("[^A-Za-z0-9_-]", "_"));
      }
    }
    return tokens.isEmpty() ? "plugin" : String.join(".", tokens);
  }

  /**
   * A version: up to three numbers, and what follows them as the qualifier. {@code 1.1.1w} becomes
   * {@code 1.1.0.1w}.
   */
  static String version(String version) {
    List<String> numbers = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String part : version.split("\\.", -1)) {
      boolean number = part.matches("\\d{1," + MAXIMUM_DIGITS + "}");
      if (number && rest.isEmpty() && numbers.size() < 3) {
        numbers.add(String.valueOf(Integer.parseInt(part)));
      } else if (!part.isEmpty()) {
        rest.add(part.replaceAll("[^A-Za-z0-9_-]", "_"));
      }
    }
    if (rest.isEmpty()) {
      return numbers.isEmpty() ? "0" : String.join(".", numbers);
    }
    while (numbers.size() < 3) {
      numbers.add("0");
    }
    return String.join(".", numbers) + "." + String.join("_", rest);
  }
}
