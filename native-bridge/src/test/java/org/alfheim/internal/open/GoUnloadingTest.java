package org.alfheim.internal.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.alfheim.fixture.ChildJvm;
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
  void aLoaderThatWasRefreshedLeavesNoClassesBehind(GoToolchain go) {
    ChildJvm.Outcome outcome =
        ChildJvm.of(GoUnloadingTest.class)
            .option(
                "-XX:SoftRefLRUPolicyMSPerMB=0") // What the JDK remembers until memory is short.
            .run(go.plugin("values"), go.host());

    assertThat(outcome.lines()).containsExactly("forgotten");
  }

  /** Ends when the copies are gone, or in time. */
  public static void main(String[] arguments) throws Exception {
    List<WeakReference<ClassLoader>> copies = new ArrayList<>();
    for (int i = 0; i < COPIES; i++) {
      copies.add(use(Path.of(arguments[0]), Path.of(arguments[1])));
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
    while (copies.stream().anyMatch(copy -> !copy.refersTo(null)) && System.nanoTime() < end) {
      System.gc();
      Thread.sleep(10);
    }
    long there = copies.stream().filter(copy -> !copy.refersTo(null)).count();
    System.out.println(there == 0 ? "forgotten" : there + " are still there");
    System.exit(0);
  }

  private static WeakReference<ClassLoader> use(Path plugin, Path host) throws Exception {
    LoaderCopy copy = new LoaderCopy();
    Calls calls = copy.go(plugin, host, Calls.class);
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
}
