package org.alfheim.console.guard;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The threads in which requests have their effects. A native call may sleep for hours, and so may
 * the start of a bundle: there is a bound to such requests, and what is only to be shown does not
 * wait for them.
 *
 * <p>They are threads of the system, since native code holds the thread that carries a virtual one.
 */
final class Workers implements AutoCloseable {
  /** How many requests have their effects at once. */
  static final int MOST = 24;

  /** How many of them may be for one page: the others can still be used then. */
  static final int MOST_OF_A_PAGE = 18;

  private static final Duration SOON = Duration.ofSeconds(1);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("alfheim-console-", 0).factory());

  /** How many requests there are for each page; pages without any are not in it. */
  private final Map<String, Integer> busy = new HashMap<>();

  /** What a servlet does for a request. */
  interface Work {
    void run() throws IOException, ServletException;
  }

  /**
   * Does work in a thread of its own, and waits for it.
   *
   * @param page the page that it is for
   * @return why it was not done, if it was not
   */
  Optional<RequestRefusal> run(String page, Work work) throws IOException, ServletException {
    Optional<RequestRefusal> refusal = enter(page);
    if (refusal.isEmpty()) {
      await(
          threads.submit(() -> {
            try {
              work.run();
            } finally {
              leave(page);
            }
            return null;
          }));
    }
    return refusal;
  }

  private synchronized Optional<RequestRefusal> enter(String page) {
    int all = busy.values().stream().mapToInt(count -> count).sum();
    int ofPage = busy.getOrDefault(page, 0);
    if (all < MOST && ofPage < MOST_OF_A_PAGE) {
      busy.put(page, ofPage + 1);
      return Optional.empty();
    }
    return Optional.of(
        new RequestRefusal(
            503,
            "%d requests are being worked on, %d of them for this page; at most %d can be, %d for one page"
                .formatted(all, ofPage, MOST, MOST_OF_A_PAGE),
            Optional.of(SOON)));
  }

  private synchronized void leave(String page) {
    busy.computeIfPresent(page, (_, count) -> count == 1 ? null : count - 1);
  }

  private static void await(Future<?> work) throws IOException, ServletException {
    try {
      work.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException io -> throw io;
        case ServletException servlet -> throw servlet;
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        default -> throw new ServletException(failed.getCause());
      }
    } catch (InterruptedException stopped) {
      // The server is stopped. The thread goes on, and what it answers is for nobody.
      Thread.currentThread().interrupt();
      throw new ServletException(stopped);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
