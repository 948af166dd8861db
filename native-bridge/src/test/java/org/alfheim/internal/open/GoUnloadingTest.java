package org.alfheim.internal.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.fixture.LoaderCopy;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A runtime of Go stays; the classes of a loader that was refreshed do not. */
@Timeout(600)
class GoUnloadingTest {
  private static final int COPIES = 3;

  static Iterable<GoToolchain> toolchains() {
    return GoToolchain.all();
  }

  /** Of a bundle that is not wired to the loader. */
  interface Calls {
    String Echo(String s);

    long Each(LongUnaryOperator f, long n);

    long InGoroutine(LongUnaryOperator f, long x);

    void Keep(Supplier<String> f);

    String CallKept();

    void Collect();
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void aLoaderThatWasRefreshedLeavesNoClassesBehind(GoToolchain go) throws Exception {
    List<WeakReference<ClassLoader>> copies = new ArrayList<>();
    for (int i = 0; i < COPIES; i++) {
      copies.add(use(go));
    }

    awaitUnloading(copies);
  }

  private static WeakReference<ClassLoader> use(GoToolchain go) throws Exception {
    LoaderCopy copy = new LoaderCopy();
    Calls calls = copy.go(go.plugin("values"), go.host(), Calls.class);
    assertThat(calls.Echo("elves")).isEqualTo("elves");
    assertThat(calls.Each(i -> 2 * i, 4)).isEqualTo(12);
    assertThat(calls.InGoroutine(i -> i + 1, 6)).isEqualTo(7);
    calls.Keep(() -> "kept");
    assertThat(calls.CallKept()).isEqualTo("kept");
    calls.Keep(null);
    /* A finaliser may need a second one. */
    calls.Collect();
    calls.Collect();
    return copy.classes();
  }

  private static void awaitUnloading(List<WeakReference<ClassLoader>> copies)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (copies.stream().anyMatch(copy -> !copy.refersTo(null))) {
      assertThat(System.nanoTime())
          .as(
              "copies that are still there: %d",
              copies.stream().filter(c -> !c.refersTo(null)).count())
          .isLessThan(end);
      System.gc();
      Thread.sleep(10);
    }
  }
}
