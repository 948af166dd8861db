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
import java.util.stream.Stream;
import org.alfheim.bind.ArgumentException;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.go.GoErrorException;
import org.alfheim.go.GoObject;
import org.alfheim.go.GoPanicException;
import org.alfheim.internal.go.frame.GoCallbacks;
import org.alfheim.internal.open.LiveGo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Many calls at once, under the garbage collectors of both sides; and what remains after it. */
@Timeout(600)
@ParameterizedClass
@MethodSource("org.alfheim.internal.open.LiveGo#toolchains")
class GoLoadTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 400;
  private static final int MANY = 10_000;

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

  private final OpenGoPlugin plugin;
  private final Load go;

  GoLoadTest(GoToolchain toolchain) {
    plugin = LiveGo.values(toolchain);
    go = GoContract.bind(Load.class, plugin);
  }

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
            plugin.host().collect();
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
    long handles = plugin.host().handles();
    long functions = functions();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      run(threads, THREADS, ROUNDS);
    }
    until(() -> plugin.host().handles() <= handles + 1);
    until(() -> functions() <= functions);
  }

  @Test
  void virtualThreadsCall() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      run(threads, 50, 10);
    }
  }

  private long functions() {
    return GoCallbacks.count(plugin.host());
  }

  /** Collects on both sides until something holds: a collector finds things in its own time. */
  private void until(BooleanSupplier wanted) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as("handles %d, functions %d", plugin.host().handles(), functions())
          .isLessThan(end);
      System.gc();
      plugin.host().collect();
      Thread.sleep(10);
    }
  }

  @Test
  void objectThatNobodyHasIsReleasedInGo() throws Exception {
    long before = plugin.host().handles();
    for (int i = 0; i < 1000; i++) {
      go.NewPoint(i, i);
    }
    until(() -> plugin.host().handles() <= before);
  }

  @Test
  void objectThatIsClosedIsReleasedAtOnce() {
    // What other tests have left may go meanwhile: it is far less, and counts on the safe side.
    List<GoObject> points = Stream.generate(() -> go.NewPoint(1, 2)).limit(MANY).toList();
    long before = plugin.host().handles();
    assertThat(before).isGreaterThanOrEqualTo(MANY);
    points.forEach(GoObject::close);
    assertThat(plugin.host().handles()).isLessThanOrEqualTo(before - MANY);
  }

  @Test
  void functionOfACallThatIsRefusedIsForgotten() {
    long functions = functions();
    Refused refused = GoContract.bind(Refused.class, plugin);
    assertThatThrownBy(() -> refused.Ask((s, _) -> s, null)).isInstanceOf(ArgumentException.class);
    assertThat(functions()).isLessThanOrEqualTo(functions);
  }

  @Test
  void listInItselfIsRefused() {
    assertThatThrownBy(() -> GoContract.bind(Loops.class, plugin))
        .hasMessageContaining("main.Loop");
  }

  /** Nothing that Go's list of lists could be. */
  interface Nest {}

  interface Loops {
    Nest EchoLoop(Nest loop);
  }

  interface Question {
    String ask(String s, Point p);
  }

  interface Refused {
    String Ask(Question f, String s);
  }

  interface Trees {
    Tree EchoTree(Tree tree);
  }

  record Tree(long value, List<Tree> children) {}

  @Test
  void treeThatIsTooDeepIsRefused() {
    Trees trees = GoContract.bind(Trees.class, plugin);
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
