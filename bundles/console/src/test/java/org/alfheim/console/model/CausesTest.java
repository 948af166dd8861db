package org.alfheim.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CausesTest {
  @Test
  void theOutermostComesFirst() {
    Exception inner = new IllegalStateException("inner");
    Exception outer = new IllegalArgumentException("outer", inner);
    assertThat(Causes.of(outer)).containsExactly(outer, inner);
  }

  @Test
  void aCircleOfCausesIsGoneThroughOnce() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    assertThat(Causes.of(first)).containsExactly(first, second);
  }
}
