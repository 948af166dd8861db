package org.alfheim.internal.go.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Global;
import org.alfheim.bind.Name;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.go.GoChannel;
import org.alfheim.go.GoError;
import org.alfheim.go.GoErrorException;
import org.alfheim.go.GoObject;
import org.alfheim.go.GoPanicException;
import org.alfheim.internal.open.LiveGo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What stays in Go: errors, panics, pointers, interfaces, channels and contexts. */
@Timeout(600)
@ParameterizedClass
@MethodSource("org.alfheim.internal.open.LiveGo#toolchains")
class GoObjectsTest {
  record Point(int x, int y, String name, double weight) {}

  record Quotient(long value, GoError error) {}

  record Parts(String upper, long length) {}

  /** {@code *Point}, with its methods. */
  interface PointRef extends GoObject {
    double Norm();

    PointRef Move(int dx, int dy);

    @Name("String")
    String text();

    int Fail();

    default boolean isFar() {
      return Norm() > 100;
    }
  }

  interface Shape extends GoObject {
    double Norm();

    @Name("String")
    String text();
  }

  interface Objects {
    long Div(long a, long b);

    @Name("Div")
    Quotient divided(long a, long b);

    Parts Parts(String s);

    void Fail(int code);

    @Name("Fail")
    GoError failed(int code);

    void NotExist();

    boolean IsNotExist(GoError error);

    @Name("EchoErr")
    GoError echoed(GoError error);

    void Panics(String s);

    void PanicsErr();

    int NilDeref(GoObject p);

    long Index(long[] xs, long i);

    PointRef NewPoint(int x, int y);

    PointRef MovePtr(PointRef p);

    Shape ShapeOf(int x, int y);

    String Describe(Shape shape);

    @Name("Describe")
    String describeAny(GoObject shape);

    @Global
    PointRef PtPtr();

    @Global
    Shape Sh();

    @Global
    Shape NilSh();

    @Global
    void Sh(Shape shape);

    @Global
    GoError Err();

    GoChannel<Long> Numbers5(long n);

    GoChannel<String> Channel(long n);

    void Pump(GoChannel<String> from, GoChannel<String> to);

    @Global
    GoChannel<Long> Pipe();
  }

  private final OpenGoPlugin plugin;
  private final Objects go;

  GoObjectsTest(GoToolchain toolchain) {
    plugin = LiveGo.values(toolchain);
    go = GoContract.bind(Objects.class, plugin);
  }

  @Test
  void lastErrorIsThrown() {
    assertThat(go.Div(7, 2)).isEqualTo(3);
    assertThatThrownBy(() -> go.Div(1, 0))
        .isInstanceOfSatisfying(
            GoErrorException.class,
            error -> {
              assertThat(error).hasMessage("division by zero");
              assertThat(error.goType()).isEqualTo("*errors.errorString");
            });
    assertThatThrownBy(() -> go.Fail(3))
        .hasMessage("problem 3")
        .extracting(error -> ((GoErrorException) error).goType())
        .isEqualTo("*main.Problem");
    assertThat(go.Parts("abc")).isEqualTo(new Parts("ABC", 3));
  }

  @Test
  void errorIsAValueWhereTheResultHasOne() {
    assertThat(go.divided(7, 2)).isEqualTo(new Quotient(3, null));
    assertThat(go.divided(1, 0).error().text()).isEqualTo("division by zero");
    assertThat(go.failed(5)).hasToString("problem 5");
    assertThat(go.Err()).isNull();
  }

  @Test
  void errorGoesBackAsTheSame() {
    assertThatThrownBy(go::NotExist)
        .isInstanceOfSatisfying(
            GoErrorException.class,
            error -> {
              assertThat(error.goType()).isEqualTo("*fs.PathError");
              assertThat(go.IsNotExist(error.error())).isTrue();
            });
    assertThat(go.IsNotExist(GoError.of("open /none: file does not exist"))).isFalse();
    assertThat(go.echoed(GoError.of("of Java")).text()).isEqualTo("of Java");
    assertThat(go.echoed(null)).isNull();
  }

  @Test
  void panicIsAnExceptionWithItsStack() {
    assertThatThrownBy(() -> go.Panics("oh"))
        .isInstanceOfSatisfying(
            GoPanicException.class,
            panic -> {
              assertThat(panic).hasMessage("Panics panicked: oh");
              assertThat(panic.text()).isEqualTo("oh");
              assertThat(panic.goType()).isEqualTo("string");
              assertThat(panic.function()).isEqualTo("Panics");
              assertThat(panic.goStack()).contains("goroutine ").contains("values.Panics(");
            });
    assertThatThrownBy(go::PanicsErr)
        .isInstanceOf(GoPanicException.class)
        .hasMessageContaining("problem 9");
    assertThatThrownBy(() -> go.Index(new long[] {1}, 5))
        .hasMessageContaining("index out of range [5] with length 1");
    assertThatThrownBy(() -> go.NilDeref(null)).hasMessageContaining("nil pointer dereference");
  }

  @Test
  void pointerIsAnObjectWithTheMethodsOfGo() {
    PointRef point = go.NewPoint(3, 4);
    assertThat(point.Norm()).isEqualTo(25);
    assertThat(point.isFar()).isFalse();
    assertThat(point.text()).isEqualTo("(3,4)");
    assertThat(point.Move(1, -1).text()).isEqualTo("(4,3)");
    assertThat(go.MovePtr(point).text()).isEqualTo("(4,4)");
    assertThat(point.text()).isEqualTo("(4,4)");
    assertThat(point.reference().type()).isEqualTo("*main.Point");
    assertThat(point.toString()).contains("main.Point");
    assertThatThrownBy(point::Fail).isInstanceOf(GoErrorException.class).hasMessage("problem 4");
  }

  @Test
  void whatAPointerPointsToIsReadAndWritten() {
    PointRef point = go.NewPoint(1, 2);
    assertThat(point.reference().get(Point.class)).isEqualTo(new Point(1, 2, "", 0));
    point.reference().set(new Point(5, 6, "w", 1));
    assertThat(point.text()).isEqualTo("(5,6)");
    assertThatThrownBy(() -> point.reference().get(String.class))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("main.Point is no String");
    assertThatThrownBy(() -> point.reference().set(7L)).isInstanceOf(BindingException.class);
    assertThatThrownBy(() -> go.Sh().reference().get(Point.class))
        .hasMessageContaining("is no pointer");
  }

  @Test
  void closedObjectIsUsedNoMore() {
    PointRef point = go.NewPoint(1, 2);
    point.close();
    point.close();
    assertThat(point.reference().isClosed()).isTrue();
    assertThatThrownBy(point::Norm)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("*main.Point of Go is used after it was closed");
    assertThatThrownBy(() -> go.MovePtr(point)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> point.reference().get(Point.class))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void interfaceIsAnObject() {
    Shape shape = go.ShapeOf(1, 2);
    assertThat(shape.Norm()).isEqualTo(5);
    assertThat(shape.text()).isEqualTo("(1,2)");
    assertThat(go.Describe(shape)).isEqualTo("(1,2)");
    assertThat(go.Describe(null)).isEqualTo("nil");
    assertThat(go.describeAny(go.NewPoint(7, 8))).isEqualTo("(7,8)");
    assertThat(go.NilSh()).isNull();
    Shape before = go.Sh();
    go.Sh(shape);
    assertThat(go.Sh().text()).isEqualTo("(1,2)");
    go.Sh(before);
  }

  @Test
  void valueOfAnotherTypeIsRefused() {
    GoChannel<String> channel = go.Channel(1);
    assertThatThrownBy(() -> go.describeAny(channel))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("chan string");
    assertThatThrownBy(() -> go.NilDeref(channel)).isInstanceOf(ArgumentException.class);
    GoObject forged = () -> null;
    assertThatThrownBy(() -> go.NilDeref(forged))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("does not come from Go");
  }

  @Test
  void valueOfAnotherRuntimeIsRefused() {
    for (GoToolchain other : LiveGo.toolchains()) {
      OpenGoPlugin elsewhere = LiveGo.values(other);
      if (elsewhere == plugin) {
        continue;
      }
      Objects others = GoContract.bind(Objects.class, elsewhere);
      PointRef point = others.NewPoint(1, 2);
      String reason =
          "a *main.Point of one Go runtime (%s, %s) can't go to another (%s, %s)"
              .formatted(
                  elsewhere.host().goVersion(),
                  elsewhere.host().name(),
                  plugin.host().goVersion(),
                  plugin.host().name());
      assertThatThrownBy(() -> go.NilDeref(point))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("NilDeref: " + reason);
      assertThatThrownBy(() -> go.describeAny(point)).hasMessageContaining(reason);
      assertThatThrownBy(() -> go.Pump(others.Channel(1), null))
          .hasMessageContaining("a chan string of one Go runtime");
      GoError error = others.failed(3);
      assertThatThrownBy(() -> go.echoed(error)).hasMessageContaining("of one Go runtime");
      assertThat(point.Norm()).isEqualTo(5);
    }
  }

  /** What each {@code *Point} has. */
  interface Round extends GoObject {
    double Area();
  }

  interface Rounds {
    Round NewPoint(int x, int y);
  }

  @Test
  void methodsOfPointersAreKnownBeforeThereIsOne() {
    assertThatThrownBy(() -> GoContract.bind(Rounds.class, plugin))
        .isInstanceOf(TypeMismatchException.class)
        .hasMessageContaining(
            "(result: *main.Point has no method Area, but Fail, Move, Norm, String)");
  }

  @Test
  void channelGivesWhatIsSent() throws Exception {
    GoChannel<Long> numbers = go.Numbers5(3);
    List<Long> received = new ArrayList<>();
    for (Optional<Long> next = numbers.receive(); next.isPresent(); next = numbers.receive()) {
      received.add(next.get());
    }
    assertThat(received).containsExactly(0L, 1L, 2L);
    assertThatThrownBy(() -> numbers.send(1L)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(numbers::closeChannel).isInstanceOf(UnsupportedOperationException.class);
    GoChannel<Long> pipe = go.Pipe();
    pipe.send(5L);
    assertThat(pipe.receive()).contains(5L);
  }

  @Test
  void channelGoesBothWays() throws Exception {
    GoChannel<String> to = go.Channel(0);
    GoChannel<String> from = go.Channel(0);
    go.Pump(to, from);
    for (int i = 0; i < 100; i++) {
      to.send("n" + i);
      assertThat(from.receive()).contains("n" + i + "!");
    }
    to.closeChannel();
    assertThat(from.receive()).isEmpty();
    assertThatThrownBy(() -> to.send("late"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(to::closeChannel).isInstanceOf(GoPanicException.class);
  }

  /** As the guide has it: Java's own publisher, fed by the thread that waits for Go. */
  @Test
  void channelFeedsAPublisher() throws Exception {
    List<Long> consumed = new ArrayList<>();
    GoChannel<Long> numbers = go.Numbers5(1000);
    CompletableFuture<Void> all;
    try (SubmissionPublisher<Long> publisher = new SubmissionPublisher<>()) {
      all = publisher.consume(consumed::add);
      for (Optional<Long> next = numbers.receive(); next.isPresent(); next = numbers.receive()) {
        publisher.submit(next.get());
      }
    }
    all.get(60, TimeUnit.SECONDS);
    assertThat(consumed).isEqualTo(LongStream.range(0, 1000).boxed().toList());
  }

  @Test
  void waitingForAChannelEnds() throws Exception {
    GoChannel<String> channel = go.Channel(0);
    assertThatThrownBy(() -> channel.receive(Duration.ZERO)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> channel.receive(Duration.ofMillis(120)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("chan string");
    assertThat(channel.send("x", Duration.ofMillis(1))).isFalse();
    CompletableFuture<Class<?>> ended = new CompletableFuture<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(() -> {
              try {
                channel.receive();
              } catch (Exception e) {
                ended.complete(e.getClass());
              }
            });
    waiting.interrupt();
    assertThat(ended.get(60, TimeUnit.SECONDS)).isEqualTo(InterruptedException.class);
  }
}
