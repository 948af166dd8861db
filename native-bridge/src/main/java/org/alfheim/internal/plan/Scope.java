package org.alfheim.internal.plan;

import java.util.Optional;

/** Objects in which a reference is looked up, one after the other, by the C library's loader. */
@FunctionalInterface
public interface Scope {
  /**
   * Whether one of them has a definition that a reference binds to.
   *
   * @param symbol the symbol's name
   * @param version the version that the reference has; empty where it has none
   * @return whether it has; also where that can't be told
   */
  boolean defines(String symbol, Optional<String> version);
}
