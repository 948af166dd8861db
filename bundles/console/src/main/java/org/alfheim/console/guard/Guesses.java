package org.alfheim.console.guard;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How often passwords may be guessed at: some times in a row, and then once in a while. Each client
 * has a bound of its own, so that who knows the password does not wait for those who don't; all
 * strangers together have another, for those who come from many addresses. What is right costs
 * nothing.
 */
final class Guesses {
  /** How many wrong ones are free. */
  static final int FREE = 10;

  /** And how long each further one takes. */
  static final Duration EACH = Duration.ofSeconds(2);

  /** The same for all clients together that have never known the password. */
  static final int FREE_FOR_STRANGERS = 100;

  static final Duration EACH_FOR_STRANGERS = Duration.ofMillis(200);

  /** How many clients are remembered. */
  static final int CLIENTS = 1_000;

  /**
   * Who guesses.
   *
   * @param name tells it from others
   * @param stranger whether it has never known the password
   */
  record Client(String name, boolean stranger) {}

  /**
   * What came of a guess.
   *
   * @param right whether it was right
   * @param delay how long the client has to wait; empty where it was looked at
   */
  record Outcome(boolean right, Optional<Duration> delay) {}

  private final LongSupplier nanoTime;

  /** When all that each has guessed is paid for. The eldest first. */
  private final SequencedMap<String, Long> paid =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > CLIENTS;
        }
      };

  private long paidByStrangers;

  /**
   * Nobody has guessed.
   *
   * @param nanoTime a clock, as {@link System#nanoTime}
   */
  Guesses(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.paidByStrangers = nanoTime.getAsLong();
  }

  /** Looks at a guess, unless the client has to wait: many at once are looked at in turn. */
  synchronized Outcome guess(Client client, BooleanSupplier guess) {
    long now = nanoTime.getAsLong();
    long own = Math.max(0, paid.getOrDefault(client.name(), now) - now);
    long all = client.stranger() ? Math.max(0, paidByStrangers - now) : 0;
    long wait =
        Math.max(
            own - (FREE - 1) * EACH.toNanos(),
            all - (FREE_FOR_STRANGERS - 1) * EACH_FOR_STRANGERS.toNanos());
    if (wait > 0) {
      return new Outcome(false, Optional.of(Duration.ofNanos(wait)));
    }
    boolean right = guess.getAsBoolean();
    if (!right) {
      paid.remove(client.name());
      paid.putLast(client.name(), now + own + EACH.toNanos());
      if (client.stranger()) {
        paidByStrangers = now + all + EACH_FOR_STRANGERS.toNanos();
      }
    }
    return new Outcome(right, Optional.empty());
  }

  /** How many clients are remembered now. */
  synchronized int clients() {
    return paid.size();
  }
}
