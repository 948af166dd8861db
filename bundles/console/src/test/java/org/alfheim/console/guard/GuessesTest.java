package org.alfheim.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.alfheim.console.guard.Guesses.Client;
import org.alfheim.console.guard.Guesses.Outcome;
import org.junit.jupiter.api.Test;

class GuessesTest {
  private static final Client OWNER = new Client("192.0.2.1", false);
  private static final Client GUESSER = new Client("192.0.2.2", true);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final Guesses guesses = new Guesses(now::get);

  private Outcome wrong(Client client) {
    return guesses.guess(client, () -> false);
  }

  private Outcome right(Client client) {
    return guesses.guess(client, () -> true);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** How many of so many guesses in a row are looked at. */
  private int looked(Client client, int tries) {
    int looked = 0;
    for (int i = 0; i < tries; i++) {
      looked += wrong(client).delay().isEmpty() ? 1 : 0;
    }
    return looked;
  }

  @Test
  void someAreFreeAndThenOneInAWhile() {
    assertThat(looked(GUESSER, 50)).isEqualTo(10);
    pass(Duration.ofSeconds(2));
    assertThat(looked(GUESSER, 50)).isEqualTo(1);
    pass(Duration.ofSeconds(10));
    assertThat(looked(GUESSER, 50)).isEqualTo(5);
  }

  @Test
  void anHourOfGuessesIsSoManyAndNoMore() {
    int looked = looked(GUESSER, 50);
    for (int second = 0; second < 3_600; second++) {
      pass(Duration.ofSeconds(1));
      looked += looked(GUESSER, 3);
    }
    assertThat(looked).isEqualTo(10 + 3_600 / 2);
  }

  @Test
  void whoHasToWaitIsNotLookedAtEvenIfRightAndIsToldHowLong() {
    looked(GUESSER, 10);
    Outcome outcome = right(GUESSER);
    assertThat(outcome.right()).isFalse();
    assertThat(outcome.delay()).contains(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(2));
    assertThat(right(GUESSER).right()).isTrue();
  }

  @Test
  void whatIsRightCostsNothing() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(right(OWNER).right()).isTrue();
    }
  }

  @Test
  void anotherClientDoesNotWait() {
    looked(GUESSER, 1_000);
    assertThat(right(OWNER).right()).isTrue();
    assertThat(right(new Client("192.0.2.3", true)).right()).isTrue();
  }

  @Test
  void strangersOfManyAddressesHaveOneBoundAndWhoHasKnownThePasswordDoesNotWaitForThem() {
    int looked = 0;
    for (int i = 0; i < 5_000; i++) {
      looked += looked(new Client("stranger " + i, true), 1);
    }
    assertThat(looked).isEqualTo(100);
    assertThat(right(OWNER).right()).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(right(new Client("192.0.2.3", true)).right()).isTrue();
  }

  @Test
  void whatIsRememberedIsBounded() {
    for (int i = 0; i < 10_000; i++) {
      wrong(new Client("client " + i, false));
    }
    assertThat(guesses.clients()).isEqualTo(Guesses.CLIENTS);
  }
}
