package org.alfheim.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules by the names that they have in a configuration. */
enum Rule {
  SIGNERS("signers"),
  DIGESTS("digests"),
  IMPORTS_ALLOW("imports.allow"),
  IMPORTS_DENY("imports.deny"),
  ORIGINS("origins"),
  LIBRARIES("libraries");

  private final String key;

  Rule(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  static Optional<Rule> of(String key) {
    return Arrays.stream(values()).filter(rule -> rule.key.equals(key)).findFirst();
  }

  static String keys() {
    return Arrays.stream(values()).map(Rule::key).collect(Collectors.joining(", "));
  }
}
