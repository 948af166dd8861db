package org.alfheim.internal.go.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.alfheim.bind.Global;
import org.alfheim.bind.Name;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.go.GoError;
import org.alfheim.go.GoErrorException;
import org.alfheim.go.GoObject;
import org.alfheim.go.GoPanicException;
import org.alfheim.internal.open.LiveGo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions as values: Java's in Go, and Go's in Java. */
@Timeout(600)
@ParameterizedClass
@MethodSource("org.alfheim.internal.open.LiveGo#toolchains")
class GoFunctionsTest {
  record Point(int x, int y, String name, double weight) {}

  record Answer(String text, GoError error) {}

  interface Question {
    String ask(String s, Point p);
  }

  interface Answering {
    Answer ask(String s, Point p);
  }

  interface Told {
    void tell(String s);
  }

  interface Functions {
    long Each(LongUnaryOperator f, long n);

    @Name("Each")
    long eachBoxed(Function<Long, Long> f, long n);

    String Ask(Question f, String s);

    @Name("Ask")
    String askAnswering(Answering f, String s);

    long InGoroutine(LongUnaryOperator f, long x);

    String Recovers(Told f);

    IntUnaryOperator Adder(int n);

    int Apply(IntUnaryOperator f, int x);

    void Keep(Supplier<String> f);

    String Wrap(Question f, String s);

    boolean AskIs(Question f);

    void NotExist();

    String CallKept();

    @Global
    IntUnaryOperator FnVar();

    @Global
    IntUnaryOperator NilFn();

    GoObject NewPoint(int x, int y);

    DoubleSupplier NormOf(GoObject point);

    @Global
    ToDoubleFunction<GoObject> Norm();

    @Name("Norm")
    double normOf(GoObject point);
  }

  private final OpenGoPlugin plugin;
  private final Functions go;

  GoFunctionsTest(GoToolchain toolchain) {
    plugin = LiveGo.values(toolchain);
    go = GoContract.bind(Functions.class, plugin);
  }

  @Test
  void goCallsAFunctionOfJava() {
    assertThat(go.Each(i -> i * 2, 5)).isEqualTo(20);
    assertThat(go.eachBoxed(i -> i + 1, 3)).isEqualTo(6);
    assertThat(go.Ask((s, p) -> s + p.name() + p.x(), "q")).isEqualTo("qp3");
    assertThat(go.Apply(x -> x * x, 12)).isEqualTo(144);
    assertThat(go.Apply(null, 1)).isEqualTo(-1);
  }

  @Test
  void goroutineCallsAFunctionOfJava() {
    AtomicReference<Thread> caller = new AtomicReference<>();
    long result =
        go.InGoroutine(
            x -> {
              caller.set(Thread.currentThread());
              return x + 1;
            },
            41);
    assertThat(result).isEqualTo(42);
    assertThat(caller.get()).isNotNull();
  }

  @Test
  void whatJavaThrowsIsTheErrorOfTheFunction() {
    assertThatThrownBy(() ->
            go.Ask(
                (_, _) -> {
                  throw new IllegalStateException("no answer");
                },
                "q"))
        .isInstanceOf(GoErrorException.class)
        .hasMessage("java.lang.IllegalStateException: no answer");
    assertThatThrownBy(() ->
            go.Ask(
                (_, _) -> {
                  throw new GoErrorException(GoError.of("plain"));
                },
                "q"))
        .isInstanceOf(GoErrorException.class)
        .hasMessage("plain");
    assertThatThrownBy(() -> go.askAnswering((s, _) -> new Answer(s, GoError.of("value")), "q"))
        .isInstanceOf(GoErrorException.class)
        .hasMessage("value");
    assertThat(go.askAnswering((s, _) -> new Answer(s, null), "q")).isEqualTo("q");
  }

  @Test
  void whatJavaThrowsIsAPanicOfAFunctionWithoutError() {
    assertThatThrownBy(() ->
            go.Each(
                _ -> {
                  throw new UnsupportedOperationException("never");
                },
                1))
        .isInstanceOf(GoPanicException.class)
        .hasMessageContaining("java.lang.UnsupportedOperationException: never");
    assertThat(
            go.Recovers(_ -> {
              throw new UnsupportedOperationException();
            }))
        .startsWith("*wire.JavaError");
  }

  @Test
  void whatJavaThrowsIsTheCauseOfWhatComesBack() {
    IllegalStateException thrown = new IllegalStateException("no answer");

    assertThatThrownBy(() ->
            go.Ask(
                (_, _) -> {
                  throw thrown;
                },
                "q"))
        .isInstanceOf(GoErrorException.class)
        .cause()
        .isSameAs(thrown);
    assertThatThrownBy(() ->
            go.Wrap(
                (_, _) -> {
                  throw thrown;
                },
                "q"))
        .isInstanceOf(GoErrorException.class)
        .hasMessage("wrapped: java.lang.IllegalStateException: no answer")
        .cause()
        .isSameAs(thrown);
    assertThatThrownBy(() ->
            go.Each(
                _ -> {
                  throw thrown;
                },
                1))
        .isInstanceOf(GoPanicException.class)
        .cause()
        .isSameAs(thrown);
  }

  @Test
  void errorOfGoThatJavaThrowsIsThatErrorAgain() {
    GoErrorException absent = catchThrowableOfType(GoErrorException.class, () -> go.NotExist());

    assertThat(
            go.AskIs((_, _) -> {
              throw absent;
            }))
        .isTrue();
    assertThat(
            go.AskIs((_, _) -> {
              throw new GoErrorException(GoError.of("file does not exist"));
            }))
        .isFalse();
  }

  @Test
  void whatWasThrownIsForgottenWithTheError() throws InterruptedException {
    WeakReference<Throwable> thrown = new WeakReference<>(thrownOnce());

    for (int i = 0; i < 1000 && thrown.get() != null; i++) {
      plugin.host().collect();
      System.gc();
      Thread.sleep(10);
    }
    assertThat(thrown.get()).isNull();
  }

  private Throwable thrownOnce() {
    IllegalStateException thrown = new IllegalStateException("once");
    assertThatThrownBy(() ->
            go.Ask(
                (_, _) -> {
                  throw thrown;
                },
                "q"))
        .hasRootCause(thrown);
    return thrown;
  }

  @Test
  void deepRecursionOfJavaIsAnErrorInGo() {
    assertThatThrownBy(() -> go.Each(this::endless, 1))
        .isInstanceOf(GoPanicException.class)
        .hasMessageContaining("StackOverflowError");
    assertThat(go.Each(i -> i, 3)).isEqualTo(3);
  }

  private long endless(long n) {
    return n < 0 ? 0 : endless(n + 1) + 1;
  }

  @Test
  void nullThatGoHasNotIsAPanic() {
    assertThatThrownBy(() -> go.askAnswering((_, _) -> null, "q"))
        .isInstanceOf(GoErrorException.class)
        .hasMessageContaining("null is no Answer");
  }

  @Test
  void callsGoIntoEachOther() {
    LongUnaryOperator inner = i -> go.Each(j -> j, i);
    assertThat(go.Each(i -> go.Each(inner, i) + go.InGoroutine(inner, i), 6)).isEqualTo(35);
    assertThat(nested(40)).isEqualTo(40);
  }

  /** More than an old Go thinks that a thread has. */
  @Test
  void functionOfJavaThatUsesMuchStackCallsGo() {
    assertThat(go.Each(i -> deep(2000, i), 2)).isEqualTo(4001);
  }

  private long deep(int depth, long n) {
    return depth == 0 ? go.Each(i -> i + n, 1) : deep(depth - 1, n) + 1;
  }

  private long nested(int depth) {
    return depth == 0 ? 0 : go.Each(_ -> nested(depth - 1) + 1, 1);
  }

  @Test
  void javaCallsAFunctionOfGo() {
    IntUnaryOperator adder = go.Adder(10);
    assertThat(adder.applyAsInt(5)).isEqualTo(15);
    assertThat(go.Adder(-1).applyAsInt(5)).isEqualTo(4);
    assertThat(go.FnVar().applyAsInt(1)).isEqualTo(2);
    assertThat(go.NilFn()).isNull();
    assertThat(go.Apply(adder, 1)).isEqualTo(11);
    assertThat(adder).isInstanceOf(GoObject.class).hasToString("func(int) int");
    ((GoObject) adder).close();
    assertThatThrownBy(() -> adder.applyAsInt(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> go.Apply(adder, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void methodOfGoIsAFunctionLikeOthers() {
    GoObject point = go.NewPoint(3, 4);
    assertThat(go.NormOf(point).getAsDouble()).isEqualTo(25);
    assertThat(go.Norm().applyAsDouble(point)).isEqualTo(25);
    assertThat(go.normOf(point)).isEqualTo(25);
  }

  @Test
  void keptFunctionIsCalledLater() {
    List<String> calls = new ArrayList<>();
    go.Keep(() -> {
      calls.add("called");
      return "kept";
    });
    assertThat(go.CallKept()).isEqualTo("kept");
    plugin.host().collect();
    assertThat(go.CallKept()).isEqualTo("kept");
    assertThat(calls).hasSize(2);
  }

  @Test
  void oneFunctionOfAPlugin() {
    LongUnaryOperator count = GoContract.function(LongUnaryOperator.class, plugin, "Count");
    assertThat(count.applyAsLong(0)).isNotNegative();
    Runnable nop = GoContract.function(Runnable.class, plugin, "Nop");
    nop.run();
  }
}
