package org.alfheim.go;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@code context.Context} that Java cancels: an argument of a function of Go that can be told to
 * stop. It may be given to any number of calls, of any number of plugins, one after the other and
 * at the same time. Where null is given, Go gets {@code context.Background()}.
 *
 * {@snippet :
 * try (GoContext context = GoContext.withTimeout(Duration.ofSeconds(2))) {
 *   fetcher.Fetch(context, "https://example.com");
 * }
 * }
 */
public final class GoContext implements AutoCloseable {
  private final long deadline;
  private final boolean timed;
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  private GoContext(boolean timed, long deadline) {
    this.timed = timed;
    this.deadline = deadline;
  }

  /** A context that ends when it is cancelled. */
  public static GoContext cancellable() {
    return new GoContext(false, 0);
  }

  /**
   * A context that ends after a time, or when it is cancelled before.
   *
   * @param timeout the time from now on; one of more than 292 years is none
   */
  public static GoContext withTimeout(Duration timeout) {
    long nanos;
    try {
      nanos = Math.max(timeout.toNanos(), 0);
    } catch (ArithmeticException long_) {
      return timeout.isNegative() ? new GoContext(true, System.nanoTime()) : cancellable();
    }
    return new GoContext(true, System.nanoTime() + nanos);
  }

  /** What is left of the time; empty if there is no limit, zero if it is over. */
  public Optional<Duration> remaining() {
    return timed
        ? Optional.of(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 0)))
        : Optional.empty();
  }

  /** Whether it has been cancelled; a time that is over does not count. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * Has something done when it is cancelled; at once, if it has been.
   *
   * @param action what is done, by the thread that cancels
   */
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  /** Ends it: whoever waits for {@code ctx.Done()} in Go goes on. A second time does nothing. */
  public void cancel() {
    List<Runnable> now;
    synchronized (this) {
      cancelled = true;
      now = List.copyOf(actions);
      actions.clear();
    }
    now.forEach(Runnable::run);
  }

  /** The same as {@link #cancel}: Go frees what belongs to the context. */
  @Override
  public void close() {
    cancel();
  }
}
