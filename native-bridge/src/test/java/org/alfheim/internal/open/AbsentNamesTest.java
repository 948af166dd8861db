package org.alfheim.internal.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AbsentNamesTest {
  private final AbsentNames absent = new AbsentNames();

  @Test
  void knowsANameThatWasAdded() {
    assertThat(absent.has("inflated")).isFalse();
    absent.add("inflated");
    assertThat(absent.has("inflated")).isTrue();
    assertThat(absent.has(new String("inflated".toCharArray()))).isTrue();
  }

  /** These two have one hash, and so one place. */
  @Test
  void aNameOfTheSameHashIsAnotherName() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    absent.add("Aa");
    assertThat(absent.has("BB")).isFalse();
    absent.add("BB");
    assertThat(absent.has("Aa")).isFalse();
  }

  @Test
  void keepsFewNamesOfAnyNumberAndNoLongOnes() {
    IntStream.range(0, 10_000).forEach(i -> absent.add("name" + i));
    absent.add("x".repeat(1000));

    assertThat(IntStream.range(0, 10_000).filter(i -> absent.has("name" + i)).count())
        .isBetween(1L, 16L);
    assertThat(absent.has("x".repeat(1000))).isFalse();
  }
}
