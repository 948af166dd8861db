package org.alfheim.internal.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenTableTest {
  private final OpenTable<String, Object> table = new OpenTable<>(new Named());

  /** Failures that say which they are. */
  private static final class Named implements OpenTable.Failures<String> {
    @Override
    public RuntimeException recursive(String key) {
      return new IllegalStateException("recursive " + key);
    }

    @Override
    public RuntimeException initialization(String key, Throwable cause) {
      return new IllegalStateException("initialization " + key, cause);
    }

    @Override
    public RuntimeException previous(String key, RuntimeException failure) {
      return new IllegalStateException("previous " + failure.getMessage(), failure);
    }
  }

  @Test
  void aHundredThreadsGetOneOpening() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch allAtOnce = new CountDownLatch(100);
    List<Future<Object>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
      for (int i = 0; i < 100; i++) {
        results.add(
            threads.submit(() -> {
              allAtOnce.countDown();
              allAtOnce.await();
              return table.open(
                  "a",
                  opening -> {
                    runs.incrementAndGet();
                    pause();
                    return new Object();
                  });
            }));
      }
      Object first = results.getFirst().get();
      for (Future<Object> result : results) {
        assertThat(result.get()).isSameAs(first);
      }
    }
    assertThat(runs).hasValue(1);
    assertThat(table.opened()).hasSize(1);
  }

  @Test
  void aRefusalLeavesNoTraceAndMayBeTriedAgain() {
    assertThatThrownBy(() ->
            table.open(
                "a",
                opening -> {
                  throw new IllegalArgumentException("not now");
                }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not now");
    assertThat(table.opened()).isEmpty();
    assertThat(table.open("a", opening -> "plugin")).isEqualTo("plugin");
  }

  @Test
  void aFailureAfterConstructorsHaveBegunStays() {
    assertThatThrownBy(() ->
            table.open(
                "a",
                opening -> {
                  opening.begin();
                  throw new IllegalArgumentException("half way");
                }))
        .hasMessage("initialization a")
        .hasRootCauseMessage("half way");
    assertThatThrownBy(() -> table.open("a", opening -> "never reached"))
        .hasMessage("previous initialization a");
    assertThatThrownBy(() -> table.open("a", opening -> "never reached"))
        .hasMessage("previous initialization a");
    assertThat(table.opened()).isEmpty();
  }

  @Test
  void anErrorOfTheOpenerPassesAndLeavesNoWaiterBehind() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CompletableFuture<Thread> later = new CompletableFuture<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Object> opener =
          threads.submit(() ->
              table.open(
                  "a",
                  opening -> {
                    inside.countDown();
                    awaitWaiting(later);
                    throw new StackOverflowError("deep");
                  }));
      inside.await();
      Future<Object> waiter =
          threads.submit(() -> {
            later.complete(Thread.currentThread());
            return table.open("a", opening -> "second");
          });
      assertThatThrownBy(opener::get).hasCauseInstanceOf(StackOverflowError.class);
      assertThatThrownBy(waiter::get).hasRootCauseInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void aThreadThatOpensWhatItIsOpeningGetsAnError() {
    assertThat(
            table.open(
                "a",
                opening -> {
                  assertThatThrownBy(() -> table.open("a", again -> "inner"))
                      .hasMessage("recursive a");
                  return "outer";
                }))
        .isEqualTo("outer");
  }

  @Test
  void aThreadThatOpensWhatItIsOpeningThroughAnotherGetsAnError() {
    assertThat(
            table.open(
                "a",
                a ->
                    table.open(
                            "b",
                            b -> {
                              assertThatThrownBy(() -> table.open("a", again -> "inner"))
                                  .hasMessage("recursive a");
                              return "b";
                            })
                        + "a"))
        .isEqualTo("ba");
  }

  @Test
  void twoThreadsThatWouldWaitForEachOtherDoNot() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Object> first = threads.submit(crossing("a", "b", both));
      Future<Object> second = threads.submit(crossing("b", "a", both));
      List<String> outcomes = List.of(outcome(first), outcome(second));
      assertThat(outcomes).anyMatch(outcome -> outcome.startsWith("recursive"));
      assertThat(outcomes).anyMatch(outcome -> outcome.startsWith("opened"));
    }
  }

  private Callable<Object> crossing(String mine, String theirs, CountDownLatch both) {
    return () ->
        table.open(
            mine,
            opening -> {
              both.countDown();
              try {
                both.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              table.open(theirs, inner -> "opened late");
              return "opened " + mine;
            });
  }

  private static String outcome(Future<Object> future) throws InterruptedException {
    try {
      return future.get().toString();
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause().getMessage());
    }
  }

  @Test
  void anInterruptedWaiterStillGetsTheOutcomeAndKeepsItsInterrupt() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Object> opener =
          threads.submit(() ->
              table.open(
                  "a",
                  opening -> {
                    inside.countDown();
                    try {
                      go.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    return "plugin";
                  }));
      inside.await();
      Future<Boolean> waiter =
          threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertThat(table.open("a", opening -> "second")).isEqualTo("plugin");
            return Thread.interrupted();
          });
      go.countDown();
      assertThat(opener.get()).isEqualTo("plugin");
      assertThat(waiter.get()).isTrue();
    }
  }

  @Test
  void whoNeedsAPluginWhoseConstructorComesBackIsNeverRefused() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 1000; i++) {
        String needing = "needing " + i;
        String needed = "needed " + i;
        AtomicInteger inside = new AtomicInteger();
        Future<Object> needs =
            threads.submit(() ->
                table.open(
                    needing,
                    opening -> {
                      meet(inside);
                      return table.settled(needed);
                    }));
        Future<Object> comesBack =
            threads.submit(() ->
                table.open(
                    needed,
                    opening -> {
                      opening.begin();
                      meet(inside);
                      return catchThrowable(() -> table.open(needing, inner -> "twice")) == null;
                    }));
        assertThat(needs.get()).isEqualTo(true);
        assertThat(comesBack.get()).isInstanceOf(Boolean.class);
      }
    }
  }

  /**
   * Two threads leave at the same moment: a barrier would let one after the other go. On a machine
   * that is busy, the other one needs this one's processor.
   */
  private static void meet(AtomicInteger inside) {
    inside.incrementAndGet();
    long begun = System.nanoTime();
    for (int spins = 0; inside.get() < 2; spins++) {
      if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(60)) {
        throw new AssertionError("the other thread did not come within a minute");
      }
      if (spins < 10_000) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(1);
      }
    }
  }

  /** Until a thread waits for what another one is doing. */
  private static void awaitWaiting(CompletableFuture<Thread> thread) {
    while (thread.join().getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
