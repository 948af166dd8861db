package org.alfheim.internal.go.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.alfheim.bind.ArgumentException;
import org.alfheim.go.GoErrorException;
import org.alfheim.go.GoObject;
import org.alfheim.go.GoPanicException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many calls at once, under the garbage collectors of both sides; and what remains after it. */
@Timeout(600)
class GoLoadTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 400;

  record Point(int x, int y, String name, double weight) {}

  record Line(Point from, Point to, List<String> tags, Map<String, Integer> notes) {}

  interface Load {
    long Add(long a, long b);

    String Echo(String s);

    Line EchoLine(Line line);

    List<String> HugeList(int n);

    long Each(LongUnaryOperator f, long n);

    long InGoroutine(LongUnaryOperator f, long n);

    GoObject NewPoint(int x, int y);

    GoObject MovePtr(GoObject p);

    long Div(long a, long b);

    long Index(long[] xs, long i);

    String Huge(int n);
  }

  private final Load go = GoContract.bind(Load.class, DlopenedGo.values());

  private void round(int seed) {
    assertThat(go.Add(seed, 1)).isEqualTo(seed + 1);
    assertThat(go.Echo("text" + seed)).isEqualTo("text" + seed);
    Point point = new Point(seed, -seed, "p" + seed, seed / 2.0);
    Line line = new Line(point, point, List.of("a", "b" + seed), Map.of("k", seed));
    assertThat(go.EchoLine(line)).isEqualTo(line);
    assertThat(go.HugeList(seed % 500)).hasSize(seed % 500);
    assertThat(go.Each(i -> go.Echo("x" + i).length(), 5)).isEqualTo(10);
    assertThat(go.InGoroutine(i -> go.Add(i, 1), seed)).isEqualTo(seed + 1);
    assertThat(go.MovePtr(go.NewPoint(seed, 1)).reference().get(Point.class).x())
        .isEqualTo(seed + 1);
    assertThatThrownBy(() -> go.Div(1, 0)).isInstanceOf(GoErrorException.class);
    assertThatThrownBy(() -> go.Index(new long[0], seed)).isInstanceOf(GoPanicException.class);
  }

  private void run(ExecutorService threads, int count, int rounds) throws Exception {
    AtomicInteger done = new AtomicInteger();
    List<Callable<Void>> work = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      int first = t * 1000;
      work.add(() -> {
        for (int i = 0; i < rounds; i++) {
          round(first + i);
          if (i % 50 == 0) {
            DlopenedGo.host().collect();
          }
        }
        done.incrementAndGet();
        return null;
      });
    }
    for (Future<Void> each : threads.invokeAll(work)) {
      each.get();
    }
    assertThat(done).hasValue(count);
  }

  @Test
  void threadsCallAtTheSameTimeAndNothingIsLeft() throws Exception {
    round(1);
    long handles = DlopenedGo.host().handles();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      run(threads, THREADS, ROUNDS);
    }
    until(() -> DlopenedGo.host().handles() <= handles + 1);
    until(() -> GoCallbacks.count() == 0);
  }

  @Test
  void virtualThreadsCall() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      run(threads, 50, 10);
    }
  }

  /** Collects on both sides until something holds: a collector finds things in its own time. */
  private static void until(BooleanSupplier wanted) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as("handles %d, functions %d", DlopenedGo.host().handles(), GoCallbacks.count())
          .isLessThan(end);
      System.gc();
      DlopenedGo.host().collect();
      Thread.sleep(10);
    }
  }

  @Test
  void objectThatNobodyHasIsReleasedInGo() throws Exception {
    long before = DlopenedGo.host().handles();
    for (int i = 0; i < 1000; i++) {
      go.NewPoint(i, i);
    }
    until(() -> DlopenedGo.host().handles() <= before);
  }

  @Test
  void objectThatIsClosedIsReleasedAtOnce() {
    long before = DlopenedGo.host().handles();
    GoObject point = go.NewPoint(1, 2);
    assertThat(DlopenedGo.host().handles()).isEqualTo(before + 1);
    point.close();
    assertThat(DlopenedGo.host().handles()).isEqualTo(before);
  }

  @Test
  void functionOfACallThatIsRefusedIsForgotten() throws Exception {
    until(() -> GoCallbacks.count() == 0);
    interface Refused {
      String Ask(Question f, String s);

      interface Question {
        String ask(String s, Point p);
      }
    }
    Refused refused = GoContract.bind(Refused.class, DlopenedGo.values());
    assertThatThrownBy(() -> refused.Ask((s, _) -> s, null)).isInstanceOf(ArgumentException.class);
    assertThat(GoCallbacks.count()).isZero();
  }

  @Test
  void listInItselfIsRefused() {
    interface Loops {
      Nest EchoLoop(Nest loop);
    }
    assertThatThrownBy(() -> GoContract.bind(Loops.class, DlopenedGo.values()))
        .hasMessageContaining("main.Loop");
  }

  /** A list of lists, as deep as one likes. */
  interface Nest {}

  interface Trees {
    Tree EchoTree(Tree tree);
  }

  record Tree(long value, List<Tree> children) {}

  @Test
  void treeThatIsTooDeepIsRefused() {
    Trees trees = GoContract.bind(Trees.class, DlopenedGo.values());
    assertThat(trees.EchoTree(deep(90))).isEqualTo(deep(90));
    assertThatThrownBy(() -> trees.EchoTree(deep(200)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("more than 100 deep");
    List<Tree> endless = new ArrayList<>();
    Tree tree = new Tree(1, endless);
    endless.add(tree);
    assertThatThrownBy(() -> trees.EchoTree(tree)).isInstanceOf(ArgumentException.class);
    assertThat(trees.EchoTree(deep(3))).isEqualTo(deep(3));
  }

  private static Tree deep(int depth) {
    return new Tree(depth, depth == 0 ? List.of() : List.of(deep(depth - 1)));
  }
}
