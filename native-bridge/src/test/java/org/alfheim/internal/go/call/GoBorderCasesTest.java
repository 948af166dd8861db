package org.alfheim.internal.go.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.go.GoErrorException;
import org.alfheim.go.GoObject;
import org.alfheim.go.GoPanicException;
import org.alfheim.internal.open.LiveGo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that are rare: endless, the same twice, or many at once. */
@Timeout(600)
@ParameterizedClass
@MethodSource("org.alfheim.internal.open.LiveGo#toolchains")
class GoBorderCasesTest {
  /** The host's {@code mostRunning}. */
  private static final int MOST_RUNNING = 2000;

  interface Border {
    void NilProblem();

    void EndlessError();

    void PanicsList();

    void PanicsLoop();

    GoObject PointAndError(int x);

    Map<Double, Integer> EchoFloats(Map<Double, Integer> m);

    Map<Double, Integer> NotNumbers();

    Map<String, Integer> NoText();

    long Each(LongUnaryOperator f, long n);

    long Crowd(LongUnaryOperator f, int n);
  }

  record Twin(long id) {}

  interface Twins {
    Twin EchoTwins(Twin twin);
  }

  private final OpenGoPlugin plugin;
  private final Border go;

  GoBorderCasesTest(GoToolchain toolchain) {
    plugin = LiveGo.values(toolchain);
    go = GoContract.bind(Border.class, plugin);
  }

  /** An error of a type, which is nil: Go's own {@code fmt} gets by without its method. */
  @Test
  void anErrorThatHasNoTextIsThrownWithItsType() {
    assertThatThrownBy(go::NilProblem)
        .isInstanceOfSatisfying(
            GoErrorException.class, e -> assertThat(e.goType()).isEqualTo("*main.Problem"))
        .hasMessage("(*main.Problem, which has no text)");
  }

  @Test
  void anErrorAroundItselfComesBack() {
    assertThatThrownBy(go::EndlessError)
        .isInstanceOf(GoErrorException.class)
        .hasMessage("endless")
        .hasNoCause();
  }

  @Test
  void aPanicWithAValueThatContainsItselfIsAnException() {
    assertThatThrownBy(go::PanicsLoop)
        .isInstanceOf(GoPanicException.class)
        .hasMessageContaining("(map[string]interface {}, of many parts)");
    assertThatThrownBy(go::PanicsList)
        .isInstanceOf(GoPanicException.class)
        .hasMessageContaining("[a b]");
  }

  @Test
  void whatComesWithAnErrorIsReleased() throws InterruptedException {
    long before = plugin.host().handles();
    for (int i = 0; i < 1000; i++) {
      assertThatThrownBy(() -> go.PointAndError(1)).hasMessage("both");
    }
    until(() -> {
      System.gc();
      return plugin.host().handles() < before + 100;
    });
  }

  /** Until the time limit of the test ends it. */
  private static void until(BooleanSupplier wanted) throws InterruptedException {
    while (!wanted.getAsBoolean()) {
      Thread.sleep(10);
    }
  }

  @Test
  void keysThatAreOneOnTheOtherSideAreRefused() {
    assertThat(go.EchoFloats(Map.of(Double.NaN, 1, 1.0, 2)))
        .isEqualTo(Map.of(Double.NaN, 1, 1.0, 2));
    assertThatThrownBy(() -> go.EchoFloats(Map.of(0.0, 1, -0.0, 2)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("2 keys of Java are 1 in Go");
    assertThatThrownBy(go::NotNumbers)
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("two keys of Go's map are one in Java: NaN");
    assertThatThrownBy(go::NoText)
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("two keys of Go's map are one in Java: \ufffd");
  }

  @Test
  void aComponentThatStandsForTwoFieldsIsRefused() {
    assertThatThrownBy(() -> GoContract.bind(Twins.class, plugin))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("Twin.id stands for two fields of main.Twins, one of them Id");
  }

  /** Its own class. */
  private static final class Speechless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void anExceptionWhoseMessageFailsReachesGo() {
    assertThatThrownBy(() ->
            go.Each(
                _ -> {
                  throw new Speechless();
                },
                1))
        .isInstanceOf(GoPanicException.class)
        .hasMessageContaining("Speechless: (it has no text: java.lang.Unsupported")
        .cause()
        .isInstanceOf(Speechless.class);
  }

  /** Go ends the process when it has 10,000 threads. */
  @Test
  void goroutinesWhoseFunctionsOfJavaWaitAreNoMoreThanGoHasThreadsFor() throws Exception {
    int goroutines = 12_000;
    AtomicInteger inside = new AtomicInteger();
    CountDownLatch open = new CountDownLatch(1);
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Long> sum =
          thread.submit(() ->
              go.Crowd(
                  i -> {
                    inside.incrementAndGet();
                    awaitUninterruptibly(open);
                    return i;
                  },
                  goroutines));
      until(() -> inside.get() >= MOST_RUNNING);
      assertThat(go.Each(i -> i, 3)).isEqualTo(3);
      assertThat(inside).hasValue(MOST_RUNNING);
      open.countDown();
      assertThat(sum.get()).isEqualTo(goroutines);
    }
    assertThat(go.Crowd(i -> i, 100_000)).isEqualTo(100_000);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
