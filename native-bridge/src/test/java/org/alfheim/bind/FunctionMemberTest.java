package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members that are function pointers, over structures that gcc has laid out. */
@Timeout(120)
class FunctionMemberTest {
  private static final String SOURCE =
      """
      #include <stddef.h>
      struct point { int x, y; };
      struct filter {
        int level;
        int (*apply)(int value, int level);
        struct point (*move)(struct point p, const struct point *by);
        void (*tell)(const char *text);
        void *any;
      };
      struct bag { struct filter inner; struct filter *other; };
      typedef int (*operation)(int, int);

      static int plus(int a, int b) { return a + b; }
      static int times(int a, int b) { return a * b; }
      static struct point shift(struct point p, const struct point *by) {
        return (struct point) { p.x + by->x, p.y + by->y };
      }
      void fill(struct filter *f) { f->level = 3; f->apply = plus; f->move = shift; f->tell = 0; f->any = times; }
      struct filter filled(int level) { return (struct filter) { level, times, shift, 0, plus }; }
      int run(const struct filter *f, int value) { return f->apply ? f->apply(value, f->level) : -1; }
      struct point walk(const struct filter *f, struct point p, struct point by) { return f->move(p, &by); }
      int given(struct filter f, int value) { return f.apply(value, f.level); }
      struct filter *shared(void) { static struct filter f; return &f; }
      static operation stolen;
      void steal(const struct filter *f) { stolen = f->apply; }
      int use(int a, int b) { return stolen(a, b); }
      operation which(int plain) { return plain < 0 ? 0 : plain ? plus : times; }
      int with(operation o, int a, int b) { return o(a, b); }
      int is_plus(operation o) { return o == plus; }
      """;

  @TempDir static Path folder;

  private static LocalPlugin plugin;
  private static Api api;

  record Point(int x, int y) {}

  interface Apply {
    int apply(int value, int level);
  }

  interface Move {
    Point move(Point p, Point by);
  }

  interface Tell {
    void tell(String text);
  }

  @Name("struct filter")
  interface Filter extends Struct {
    int level();

    Filter level(int level);

    Apply apply();

    Filter apply(Apply apply);

    Move move();

    Filter move(Move move);

    Tell tell();

    Filter tell(Tell tell);

    @Name("apply")
    Filter applyForEver(@Name("apply") @Retained Apply apply);

    Apply any();

    Filter any(Apply any);
  }

  @Name("struct filter")
  record Filled(int level, Apply apply, Move move) {}

  @Name("struct bag")
  interface Bag extends Struct {
    Filter inner();

    Bag inner(Filter inner);
  }

  interface Api {
    void fill(Filter f);

    Filled filled(int level);

    int run(Filter f, int value);

    Point walk(Filter f, Point p, Point by);

    int given(Filled f, int value);

    Filter shared();

    void steal(Filter f);

    int use(int a, int b);

    Apply which(int plain);

    int with(Apply o, int a, int b);

    @Name("is_plus")
    int isPlus(Apply o);
  }

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("function-members.so", SOURCE, "-g"));
    api = plugin.bind(Api.class);
  }

  private static Filter filter(Arena arena) {
    return plugin.structure(Filter.class).allocate(arena);
  }

  @Test
  void aFunctionOfCIsCalledThroughTheMember() {
    try (Arena arena = Arena.ofConfined()) {
      Filter filter = filter(arena);
      assertThat(filter.apply()).isNull();
      api.fill(filter);
      assertThat(filter.apply().apply(4, 5)).isEqualTo(9);
      assertThat(filter.move().move(new Point(1, 2), new Point(10, 20)))
          .isEqualTo(new Point(11, 22));
      assertThat(filter.tell()).isNull();
      assertThat(filter.any().apply(4, 5)).isEqualTo(20);
      assertThat(filter.apply()).isEqualTo(filter.apply()).hasSameHashCodeAs(filter.apply());
      assertThat(filter.apply()).isNotEqualTo(filter.any());
    }
  }

  @Test
  void aFunctionOfJavaIsCalledByC() {
    try (Arena arena = Arena.ofConfined()) {
      Filter filter = filter(arena).level(7).apply((value, level) -> value * 100 + level);
      assertThat(api.run(filter, 3)).isEqualTo(307);
      filter.move((p, by) -> new Point(p.x() - by.x(), p.y() - by.y()));
      assertThat(api.walk(filter, new Point(9, 8), new Point(1, 2))).isEqualTo(new Point(8, 6));
      filter.apply(null);
      assertThat(api.run(filter, 3)).isEqualTo(-1);
    }
  }

  @Test
  void aFunctionOfCGoesBackAsItIs() {
    assertThat(api.isPlus(api.which(1))).isEqualTo(1);
    assertThat(api.isPlus(api.which(0))).isZero();
    assertThat(api.isPlus((a, b) -> a + b)).isZero();
    assertThat(api.which(-1)).isNull();
    assertThat(api.with(api.which(0), 6, 7)).isEqualTo(42);
    try (Arena arena = Arena.ofConfined()) {
      Filter one = filter(arena);
      Filter other = filter(arena);
      api.fill(one);
      other.level(2).apply(one.apply());
      assertThat(other.apply()).isEqualTo(one.apply());
      assertThat(api.run(other, 5)).isEqualTo(7);
    }
  }

  @Test
  void aRecordHasTheFunctionsThatCReturns() {
    Filled filled = api.filled(6);
    assertThat(filled.apply().apply(7, filled.level())).isEqualTo(42);
    assertThat(filled.move().move(new Point(1, 1), new Point(2, 3))).isEqualTo(new Point(3, 4));
    assertThat(filled).isEqualTo(api.filled(6));
    assertThat(api.given(filled, 5)).isEqualTo(30);
  }

  @Test
  void aRecordIsACopyThatNoFunctionOfJavaCanBeLentTo() {
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.given(new Filled(1, (a, b) -> a, null), 5))
        .withMessageContaining("Filled.apply: nobody would know how long C has this function");
  }

  @Test
  void theSameFunctionInTheSameMemoryIsTheSamePointer() {
    Apply apply = (value, level) -> value - level;
    try (Arena arena = Arena.ofConfined();
        Arena later = Arena.ofConfined()) {
      Filter one = filter(arena).apply(apply);
      Filter two = filter(arena).apply(apply);
      Filter three = filter(later).apply(apply);
      assertThat(one.apply()).isEqualTo(two.apply());
      assertThat(one.apply()).isNotEqualTo(three.apply());
    }
  }

  /** A library may have copied the pointer out of the structure. */
  @Test
  void whoeverCallsAfterTheMemoryIsGoneReachesNobody() {
    List<Throwable> told = new ArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((_, thrown) -> told.add(thrown));
    try {
      AtomicInteger calls = new AtomicInteger();
      try (Arena arena = Arena.ofConfined()) {
        api.steal(filter(arena).apply((_, _) -> calls.incrementAndGet()));
        assertThat(api.use(0, 0)).isEqualTo(1);
      }
      assertThat(api.use(0, 0)).isZero();
      assertThat(calls).hasValue(1);
      assertThat(told).hasSize(1);
      assertThat(told.getFirst())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("after the end of the memory that it was written to");
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
  }

  @Test
  void whatIsRetainedIsThereWhenTheMemoryIsGone() {
    try (Arena arena = Arena.ofConfined()) {
      api.steal(filter(arena).applyForEver((a, b) -> a * 10 + b));
    }
    System.gc();
    assertThat(api.use(4, 2)).isEqualTo(42);
  }

  @Test
  void inMemoryThatCOwnsAFunctionIsThereForEver() {
    api.shared().level(1).apply((a, b) -> a - b);
    System.gc();
    assertThat(api.run(api.shared(), 43)).isEqualTo(42);
  }

  @Test
  void functionsStayWhileTheGarbageCollectorRuns() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = lent(arena);
      for (int i = 0; i < 5; i++) {
        System.gc();
        assertThat(api.run(plugin.structure(Filter.class).at(memory), i)).isEqualTo(i + 1000);
      }
    }
  }

  private static MemorySegment lent(Arena arena) {
    int own = 1000;
    return filter(arena).apply((value, _) -> value + own).memory();
  }

  /** More structures, one after the other, than pointers that are made for them. */
  @Test
  void pointersAreLentAgain() {
    Set<MemorySegment> pointers = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      int own = i;
      try (Arena arena = Arena.ofConfined()) {
        Filter filter = filter(arena).apply((value, _) -> value + own);
        assertThat(api.run(filter, 1)).isEqualTo(i + 1);
        pointers.add(filter.memory().get(java.lang.foreign.ValueLayout.ADDRESS, Long.BYTES));
      }
    }
    assertThat(pointers).hasSizeLessThan(300);
  }

  /** It would keep the classes of a bundle that has stopped, though nobody lends any more. */
  @Test
  @Timeout(60)
  void whatWasLentIsLetGoWhenTheMemoryIsGone() {
    WeakReference<Object> lent = lentForAWhile();
    while (lent.get() != null && !Thread.currentThread().isInterrupted()) {
      System.gc(); // Until the time limit of the test interrupts it.
    }
    assertThat(lent.get()).isNull();
  }

  private static WeakReference<Object> lentForAWhile() {
    int own = 7;
    Apply apply = (value, _) -> value + own;
    try (Arena arena = Arena.ofConfined()) {
      assertThat(api.run(filter(arena).apply(apply), 1)).isEqualTo(8);
    }
    return new WeakReference<>(apply);
  }

  @Test
  void threadsLendAtTheSameTime() throws Exception {
    int threads = 8;
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<Boolean>> results = new ArrayList<>();
    try (ExecutorService each = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int own = i * 1000;
        results.add(
            each.submit(() -> {
              start.await(50, TimeUnit.SECONDS);
              boolean right = true;
              for (int j = 0; j < 300; j++) {
                int number = own + j;
                try (Arena arena = Arena.ofConfined()) {
                  Filter filter = filter(arena).apply((value, _) -> value + number);
                  right &= api.run(filter, 1) == number + 1;
                }
              }
              return right;
            }));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get(50, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void nothingIsLentToMemoryThatIsGone() {
    Filter gone;
    try (Arena arena = Arena.ofConfined()) {
      gone = filter(arena);
    }
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> gone.apply((a, _) -> a));
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(gone::apply);
  }

  @Test
  void whatAFunctionThrowsDoesNotPassThroughC() {
    List<Throwable> told = new ArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((_, thrown) -> told.add(thrown));
    try (Arena arena = Arena.ofConfined()) {
      Filter filter =
          filter(arena)
              .apply((_, _) -> {
                throw new IllegalStateException("no");
              })
              .move((_, _) -> null);
      assertThat(api.run(filter, 1)).isZero();
      assertThat(api.walk(filter, new Point(1, 2), new Point(3, 4))).isEqualTo(new Point(0, 0));
      assertThat(told).hasSize(2);
      assertThat(told.get(0)).hasMessage("no");
      assertThat(told.get(1)).isInstanceOf(ArgumentException.class);
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
  }

  interface Wrong {
    int apply(long value, int level);
  }

  interface OneParameter {
    int apply(int value);
  }

  @Name("struct filter")
  interface ReadsWrong extends Struct {
    Wrong apply();
  }

  @Name("struct filter")
  interface WritesWrong extends Struct {
    void apply(OneParameter apply);
  }

  @Name("struct filter")
  interface NoFunction extends Struct {
    Apply level();
  }

  interface TakesWrong {
    Wrong which(int plain);
  }

  @Test
  void aFunctionOfAnotherTypeIsRefused() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.structure(ReadsWrong.class))
        .withMessageContaining("parameter 1 (value) is long, C has 'int'");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.structure(WritesWrong.class))
        .withMessageContaining("OneParameter.apply(int) is no function for C to call")
        .withMessageContaining("int (*)(int, int)");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.structure(NoFunction.class))
        .withMessageContaining("C has 'int level'");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(TakesWrong.class))
        .withMessageContaining("is long");
  }
}
