package org.alfheim.console.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkersTest {
  private final Workers workers = new Workers();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Optional<RequestRefusal>>> asleep = new ArrayList<>();

  @AfterEach
  void wake() {
    end.countDown();
    clients.close();
    workers.close();
  }

  /** Has so many requests for a page work until the end. */
  private void sleep(String page, int count) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      asleep.add(
          clients.submit(() ->
              workers.run(
                  page,
                  () -> {
                    begun.countDown();
                    try {
                      end.await();
                    } catch (InterruptedException stopped) {
                      Thread.currentThread().interrupt();
                    }
                  })));
    }
    assertThat(begun.await(50, TimeUnit.SECONDS))
        .as("%d requests for %s have begun", count, page)
        .isTrue();
  }

  private Optional<RequestRefusal> run(String page) throws IOException, ServletException {
    return workers.run(page, () -> {});
  }

  @Test
  void oneMoreThanAPageMayHaveIsToldToComeAgain() throws Exception {
    sleep("calls", Workers.MOST_OF_A_PAGE);
    assertThat(run("calls"))
        .hasValueSatisfying(refusal -> {
          assertThat(refusal.status()).isEqualTo(503);
          assertThat(refusal.retryAfter()).isPresent();
          assertThat(refusal.message()).contains("at most 24", "18 for one page");
        });
    assertThat(run("bundles")).isEmpty();
  }

  @Test
  void allPagesTogetherHaveABoundToo() throws Exception {
    sleep("calls", Workers.MOST_OF_A_PAGE);
    sleep("bundles", Workers.MOST - Workers.MOST_OF_A_PAGE);
    assertThat(run("services")).isPresent();
  }

  @Test
  void whenTheyWakeThereIsRoomAgain() throws Exception {
    sleep("calls", Workers.MOST_OF_A_PAGE);
    end.countDown();
    for (Future<Optional<RequestRefusal>> request : asleep) {
      assertThat(request.get()).isEmpty();
    }
    assertThat(run("calls")).isEmpty();
  }

  @Test
  void whatAServletThrowsComesOutAndKeepsNoWorker() throws Exception {
    for (int i = 0; i < 2 * Workers.MOST; i++) {
      assertThatThrownBy(() ->
              workers.run(
                  "page",
                  () -> {
                    throw new IOException("gone");
                  }))
          .isInstanceOf(IOException.class)
          .hasMessage("gone");
    }
    assertThat(run("page")).isEmpty();
  }

  @Test
  void workIsDoneInAThreadOfTheSystem() throws Exception {
    List<Boolean> virtual = new ArrayList<>();
    clients
        .submit(() -> workers.run("page", () -> virtual.add(Thread.currentThread().isVirtual())))
        .get();
    assertThat(virtual).containsExactly(false);
  }
}
