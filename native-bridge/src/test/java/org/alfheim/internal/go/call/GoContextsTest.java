package org.alfheim.internal.go.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.Name;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.go.GoContext;
import org.alfheim.go.GoObject;
import org.alfheim.internal.open.LiveGo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Contexts: Java's in Go, and Go's in Java. */
@Timeout(600)
@ParameterizedClass
@MethodSource("org.alfheim.internal.open.LiveGo#toolchains")
class GoContextsTest {
  record Cancellable(GoObject context, Runnable cancel) {}

  interface Handler {
    String handle(Object context);
  }

  interface JavaHandler {
    String handle(GoContext context);
  }

  interface Contexts {
    String Wait(GoContext context);

    boolean HasDeadline(GoContext context);

    Cancellable Cancellable(GoContext context);

    GoObject InTime(GoContext context);

    @Name("Wait")
    String waitOf(GoObject context);

    String Handle(Handler handler);

    @Name("Handle")
    String handleOfJava(JavaHandler handler);

    Handler Handler();
  }

  private final OpenGoPlugin plugin;
  private final Contexts go;

  GoContextsTest(GoToolchain toolchain) {
    plugin = LiveGo.values(toolchain);
    go = GoContract.bind(Contexts.class, plugin);
  }

  @Test
  void contextIsCancelledFromJava() throws Exception {
    try (GoContext context = GoContext.cancellable()) {
      assertThat(go.HasDeadline(context)).isFalse();
      CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> go.Wait(context));
      assertThat(waiting.isDone()).isFalse();
      context.cancel();
      assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo("context canceled");
      assertThat(context.isCancelled()).isTrue();
      assertThat(go.Wait(context)).isEqualTo("context canceled");
    }
    GoContext before = GoContext.cancellable();
    before.cancel();
    assertThat(go.Wait(before)).isEqualTo("context canceled");
  }

  @Test
  void contextOfGoIsAnObjectThatGoesBack() {
    Cancellable cancellable = go.Cancellable(null);
    assertThat(cancellable.context().reference().type()).isEqualTo("*context.cancelCtx");
    cancellable.cancel().run();
    assertThat(go.waitOf(cancellable.context())).isEqualTo("context canceled");
    try (GoContext context = GoContext.cancellable()) {
      assertThat(go.waitOf(go.InTime(context))).isEqualTo("context deadline exceeded");
    }
  }

  /** An Object is one of either side's, for a function that goes both ways. */
  @Test
  void contextOfAFunctionIsOfWhoCallsIt() {
    assertThat(go.Handle(context -> go.waitOf((GoObject) context))).isEqualTo("context canceled");
    Handler handler = go.Handler();
    try (GoContext context = GoContext.cancellable()) {
      context.cancel();
      assertThat(handler.handle(context)).isEqualTo("context canceled");
    }
    assertThat(go.Handle(handler)).isEqualTo("context canceled");
    assertThatThrownBy(() -> go.handleOfJava(_ -> "never"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("parameter 1: a context of Go's own is no GoContext");
  }

  interface NoContexts {
    GoContext InTime(GoContext context);

    @Name("Cancellable")
    Ended cancellable(GoContext context);
  }

  record Ended(GoContext context, Runnable cancel) {}

  @Test
  void contextOfGoIsNoContextOfJava() {
    assertThatThrownBy(() -> GoContract.bind(NoContexts.class, plugin))
        .isInstanceOf(TypeMismatchException.class)
        .hasMessageContaining(
            "(result: a context of Go's own is no GoContext: what stands for it is a GoObject)")
        .hasMessageContaining("(result: Ended.context is result 1: a context of Go's own is no");
  }

  @Test
  void contextEndsInTime() {
    GoContext context = GoContext.withTimeout(Duration.ofMillis(20));
    assertThat(go.HasDeadline(context)).isTrue();
    assertThat(go.Wait(context)).isEqualTo("context deadline exceeded");
    assertThat(go.HasDeadline(null)).isFalse();
    assertThat(GoContext.withTimeout(Duration.ofSeconds(Long.MAX_VALUE)).remaining()).isEmpty();
    assertThat(go.Wait(GoContext.withTimeout(Duration.ofSeconds(-1))))
        .isEqualTo("context deadline exceeded");
  }
}
