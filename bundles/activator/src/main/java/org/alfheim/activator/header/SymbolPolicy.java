package org.alfheim.activator.header;

import java.util.Optional;

/** Which exported symbols of a plugin are services. */
public enum SymbolPolicy {
  /** Each of them. */
  ALL("all"),
  /** Those that the header lists. */
  DECLARED("declared"),
  /** Those that somebody asks for by name, and those that the header lists. */
  ON_DEMAND("on-demand");

  private final String label;

  SymbolPolicy(String label) {
    this.label = label;
  }

  /** The policy's name in the header and in service properties. */
  public String label() {
    return label;
  }

  static Optional<SymbolPolicy> of(String label) {
    for (SymbolPolicy policy : values()) {
      if (policy.label.equals(label)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
