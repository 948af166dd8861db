package org.alfheim.internal.bind.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Bytes;
import org.alfheim.bind.Critical;
import org.alfheim.bind.In;
import org.alfheim.bind.Name;
import org.alfheim.bind.Retained;
import org.alfheim.bind.Unsigned;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.bind.Contract;
import org.alfheim.internal.bind.DlopenedLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbackTest {
  private static final String SOURCE =
      """
      #include <pthread.h>
      #include <stdbool.h>
      #include <stdint.h>
      int apply(int (*f)(int), int v) { return f ? f(v) : -1; }
      int apply_twice(int (*f)(int), int v) { return f(f(v)); }
      int reduce(int (*f)(int, int), const int *v, int n) { int s = 0; while (n--) s = f(s, *v++); return s; }
      typedef bool (*every)(bool, int8_t, uint8_t, int16_t, uint16_t, int32_t, uint32_t, int64_t, float, double, void *, const char *);
      bool call_every(every f, void *p) { return f(true, -1, 255, -2, 65535, -3, 4294967295u, -4, 1.5f, 2.5, p, "text"); }
      uint8_t byte_of(uint8_t (*f)(void)) { return f(); }
      void *pointer_of(void *(*f)(void)) { return f(); }
      typedef int (*handler)(int);
      static handler kept;
      void keep(handler h) { kept = h; }
      int is_kept(handler h) { return kept == h; }
      int fire(int v) { return kept(v); }
      static void *run(void *f) { return (void *) (long) ((handler) f)(7); }
      void *itself(handler f) { return f; }
      int both(handler f, handler g, int v) { return f(v) + g(v); }
      int on_thread(handler f) { pthread_t t; void *r; pthread_create(&t, 0, run, f); pthread_join(t, &r); return (int) (long) r; }
      """;

  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library =
        DlopenedLibrary.of(new Compiler(folder).c("libcallback.so", SOURCE, "-w", "-pthread"));
  }

  interface Calls {
    int apply(IntUnaryOperator f, int value);

    @Name("apply_twice")
    int twice(IntUnaryOperator f, int value);

    int reduce(IntBinaryOperator f, @In int[] values, int count);

    @Name("on_thread")
    int onThread(IntUnaryOperator f);
  }

  private final Calls calls = Contract.bind(Calls.class, library);

  @Test
  void callsBackIntoJava() {
    assertThat(calls.apply(v -> v * 2, 21)).isEqualTo(42);
    assertThat(calls.twice(v -> v * 3, 2)).isEqualTo(18);
    assertThat(calls.reduce(Math::max, new int[] {3, 9, 4}, 3)).isEqualTo(9);
    assertThat(calls.apply(null, 1)).isEqualTo(-1);
  }

  @Test
  void callsBackFromCallbacks() {
    assertThat(
            calls.apply(
                v -> calls.apply(w -> w + 1, v) * calls.reduce(Integer::sum, new int[] {1, 2}, 2),
                4))
        .isEqualTo(15);
  }

  @Test
  void callsBackOnAnotherThread() {
    assertThat(calls.onThread(v -> v + 1)).isEqualTo(8);
    assertThatThrownBy(() ->
            calls.onThread(_ -> {
              throw new IllegalStateException("elsewhere");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("elsewhere");
  }

  @Test
  void throwsAfterTheCallWhatACallbackThrew() {
    AtomicInteger count = new AtomicInteger();
    IntBinaryOperator failing =
        (_, _) -> {
          throw new IllegalStateException("no " + count.incrementAndGet());
        };

    assertThatThrownBy(() -> calls.reduce(failing, new int[3], 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no 1");
    assertThat(count).hasValue(3);
    assertThat(calls.apply(v -> v, 5)).isEqualTo(5);
  }

  interface Pointers {
    MemorySegment itself(IntUnaryOperator f);

    int both(IntUnaryOperator f, IntUnaryOperator g, int value);

    void keep(IntUnaryOperator f);

    int fire(int value);
  }

  private final Pointers pointers = Contract.bind(Pointers.class, library);

  @Test
  void callsOneAfterTheOtherShareAFunctionPointer() {
    Set<Long> addresses = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      int added = i;
      addresses.add(pointers.itself(v -> v + added).address());
    }

    assertThat(addresses).hasSize(1);
  }

  @Test
  void eachCallbackOfACallHasItsOwnFunctionPointer() {
    assertThat(pointers.both(v -> v * 10, v -> v + 1, 4)).isEqualTo(45);
    assertThatThrownBy(() ->
            pointers.both(
                _ -> {
                  throw new IllegalStateException("first");
                },
                _ -> {
                  throw new IllegalStateException("second");
                },
                1))
        .hasMessage("first");
  }

  /** More calls within each other than function pointers are kept. */
  @Test
  void aCallWithinACallLeavesTheOtherItsCallback() {
    assertThat(nested(30)).isEqualTo(30 * 31 / 2);
    assertThat(nested(30)).isEqualTo(30 * 31 / 2);
  }

  private int nested(int depth) {
    return depth == 0 ? 0 : calls.apply(v -> v + nested(depth - 1), depth);
  }

  @Test
  void callsAtTheSameTimeKeepTheirCallbacksApart() throws Exception {
    int threads = 20;
    CyclicBarrier inside = new CyclicBarrier(threads);
    List<Future<Integer>> results = new ArrayList<>();
    try (ExecutorService each = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int own = i;
        results.add(
            each.submit(() ->
                calls.apply(
                    v -> {
                      try {
                        inside.await(20, TimeUnit.SECONDS);
                      } catch (Exception e) {
                        return -1;
                      }
                      return v + own;
                    },
                    1000)));
      }
      for (int i = 0; i < threads; i++) {
        assertThat(results.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(1000 + i);
      }
    }
  }

  @Test
  void aFunctionPointerThatIsKeptTooLongCallsNobody() throws Exception {
    pointers.keep(_ -> 5);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CompletableFuture<Integer> result = new CompletableFuture<>();

    Thread.ofPlatform()
        .uncaughtExceptionHandler((_, t) -> thrown.complete(t))
        .start(() -> result.complete(pointers.fire(1)));

    assertThat(result.get(10, TimeUnit.SECONDS)).isZero();
    assertThat(thrown.get(10, TimeUnit.SECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("after the call that it was given for")
        .hasMessageContaining("@Retained");
  }

  interface Throwing {
    int apply(int value) throws IOException;
  }

  interface Checked {
    int apply(Throwing f, int value) throws IOException;
  }

  @Test
  void passesCheckedExceptionsThrough() {
    assertThatThrownBy(() ->
            Contract.bind(Checked.class, library)
                .apply(
                    _ -> {
                      throw new IOException("checked");
                    },
                    1))
        .isInstanceOf(IOException.class)
        .hasMessage("checked");
  }

  interface Every {
    boolean take(
        boolean z,
        byte b,
        @Unsigned(8) int ub,
        short s,
        @Unsigned(16) long us,
        int i,
        @Unsigned long ui,
        long j,
        float f,
        double d,
        @Bytes(4) MemorySegment p,
        String text);
  }

  interface TakesEvery {
    @Name("call_every")
    boolean call(Every every, MemorySegment pointer);
  }

  @Test
  void givesACallbackEveryTypeOfArgument() {
    List<Object> seen = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      boolean result =
          Contract.bind(TakesEvery.class, library)
              .call(
                  (z, b, ub, s, us, i, ui, j, f, d, p, text) -> {
                    seen.addAll(List.of(z, b, ub, s, us, i, ui, j, f, d));
                    seen.add(p.get(ValueLayout.JAVA_INT, 0));
                    seen.add(text);
                    return true;
                  },
                  arena.allocateFrom(ValueLayout.JAVA_INT, 99));
      assertThat(result).isTrue();
    }
    assertThat(seen)
        .containsExactly(
            true,
            (byte) -1,
            255,
            (short) -2,
            65_535L,
            -3,
            4_294_967_295L,
            -4L,
            1.5f,
            2.5,
            99,
            "text");
  }

  interface ByteSource {
    @Unsigned(8)
    int get();
  }

  interface PointerSource {
    MemorySegment get();
  }

  interface Results {
    @Name("byte_of")
    @Unsigned(8)
    int byteOf(ByteSource source);

    @Name("pointer_of")
    MemorySegment pointerOf(PointerSource source);
  }

  @Test
  void takesResultsFromCallbacks() {
    Results results = Contract.bind(Results.class, library);

    assertThat(results.byteOf(() -> 200)).isEqualTo(200);
    assertThatThrownBy(() -> results.byteOf(() -> 256))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("256 is out of the range");
    assertThat(results.pointerOf(() -> MemorySegment.ofAddress(64)).address()).isEqualTo(64);
    assertThat(results.pointerOf(() -> null)).isEqualTo(MemorySegment.NULL);
    assertThatThrownBy(() -> results.pointerOf(() -> MemorySegment.ofArray(new byte[1])))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("memory of the Java heap");
  }

  interface Handlers {
    void keep(@Retained IntUnaryOperator handler);

    @Name("is_kept")
    int isKept(@Retained IntUnaryOperator handler);

    int fire(int value);
  }

  @Test
  void keepsARetainedCallbackForEver() {
    Handlers handlers = Contract.bind(Handlers.class, library);
    IntUnaryOperator handler = v -> v + 100;
    handlers.keep(handler);
    System.gc();

    assertThat(handlers.fire(1)).isEqualTo(101);
    assertThat(handlers.isKept(handler)).isEqualTo(1);
    assertThat(handlers.isKept(v -> v)).isZero();
    assertThat(handlers.isKept(handler)).isEqualTo(1);
    handlers.keep(null);
    assertThat(handlers.isKept(null)).isEqualTo(1);
  }

  @Test
  void handsWhatARetainedCallbackThrowsToTheThread() throws Exception {
    Handlers handlers = Contract.bind(Handlers.class, library);
    handlers.keep(_ -> {
      throw new IllegalStateException("late");
    });
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CompletableFuture<Integer> result = new CompletableFuture<>();

    Thread.ofPlatform()
        .uncaughtExceptionHandler((_, t) -> thrown.complete(t))
        .start(() -> result.complete(handlers.fire(1)));

    assertThat(thrown.get(10, TimeUnit.SECONDS)).hasMessage("late");
    assertThat(result.get(10, TimeUnit.SECONDS)).isZero();
  }

  interface StringSource {
    String get();
  }

  interface ReturnsString {
    @Name("pointer_of")
    MemorySegment call(StringSource source);
  }

  interface TakesGeneric {
    void keep(Consumer<String> handler);
  }

  interface TakesContract {
    void keep(Calls calls);
  }

  interface CriticalCallback {
    @Critical
    int apply(IntUnaryOperator f, int value);
  }

  @Test
  void refusesCallbacksThatCannotBe() {
    refuses(ReturnsString.class, "StringSource.get: a String can't be returned to C");
    refuses(
        TakesGeneric.class,
        "Consumer.accept, parameter 1: java.lang.Object has no counterpart in C");
    refuses(TakesContract.class, "has 4 abstract methods; a functional interface has one");
    refuses(CriticalCallback.class, "a @Critical function can't call back into Java");
  }

  private static void refuses(Class<?> contract, String reason) {
    assertThatThrownBy(() -> Contract.bind(contract, library))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining(reason);
  }

  interface Compare {
    int compare(@Bytes(4) MemorySegment a, @Bytes(4) MemorySegment b);
  }

  interface Sorting {
    void qsort(int[] values, long count, long size, Compare compare);
  }

  @Test
  void sortsWithTheCLibrary() {
    Sorting libc = Contract.bind(Sorting.class, DlopenedLibrary.of("libc.so.6"));
    int[] values = {5, -1, 3, 9, 0};

    assertThatCode(() ->
            libc.qsort(
                values,
                values.length,
                Integer.BYTES,
                (a, b) ->
                    Integer.compare(
                        a.get(ValueLayout.JAVA_INT, 0), b.get(ValueLayout.JAVA_INT, 0))))
        .doesNotThrowAnyException();

    assertThat(values).containsExactly(-1, 0, 3, 5, 9);
  }
}
