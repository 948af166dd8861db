package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Global;
import org.alfheim.bind.Handle;
import org.alfheim.bind.Name;
import org.alfheim.bind.NullHandleException;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.OpaquePointer;
import org.alfheim.bind.Releases;
import org.alfheim.bind.Unsigned;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opaque pointers with types of their own, over boxes that count themselves. */
@SuppressWarnings({"try", "NullablePrimitive"})
class HandleTest {
  private static DlopenedLibrary library;

  private Boxes boxes;
  private int before;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library =
        DlopenedLibrary.of(
            new Compiler(folder)
                .c(
                    "libboxes.so",
                    """
                    #include <stdlib.h>
                    struct box { int value; };
                    int alive, calls;
                    struct box *current;
                    struct box *make(int value) {
                      struct box *made = malloc(sizeof *made);
                      made->value = value; alive++; return made;
                    }
                    struct box *none(int value) { return NULL; }
                    struct box *same(struct box *box) { calls++; return box; }
                    int value(const struct box *box) { calls++; return box ? box->value : -1; }
                    int sum(struct box *a, struct box *b, struct box *c) {
                      calls++; return a->value + b->value + c->value;
                    }
                    void destroy(struct box *box) { calls++; if (box) { alive--; free(box); } }
                    int destroy_code(struct box *box, unsigned code) { destroy(box); return code; }
                    void move(struct box *from, struct box *to) { to->value += from->value; destroy(from); }
                    int with(struct box *box, int (*f)(void)) { return f(); }
                    int each(struct box *box, int (*f)(struct box *)) { return f(box); }
                    struct box *pick(struct box *(*f)(void)) { return f(); }
                    """));
  }

  @BeforeEach
  void bind() {
    boxes = Contract.bind(Boxes.class, library);
    before = boxes.alive();
  }

  interface Box extends Handle {
    default String text() {
      return "box at " + address().address();
    }

    static int most() {
      return 1;
    }
  }

  interface Action {
    int run();
  }

  interface BoxAction {
    int run(Box box);
  }

  interface BoxSource {
    Box get();
  }

  interface Boxes {
    Box make(int value);

    Box none(int value);

    @Name("none")
    @Nullable
    Box maybe(int value);

    Box same(Box box);

    int value(Box box);

    @Name("value")
    int valueOrNull(@Nullable Box box);

    int sum(Box a, Box b, Box c);

    @Releases
    void destroy(Box box);

    @Name("destroy_code")
    @Releases
    int destroyWith(Box box, @Unsigned long code);

    void move(@Releases Box from, Box to);

    int with(Box box, Action action);

    int each(Box box, BoxAction action);

    Box pick(BoxSource source);

    @Global
    int alive();

    @Global
    int calls();

    @Global
    @Nullable
    Box current();

    @Global
    void current(@Nullable Box box);
  }

  @Test
  void aPointerIsAnObjectOfItsType() {
    Box box = boxes.make(7);

    assertThat(boxes.value(box)).isEqualTo(7);
    assertThat(box.address().address()).isNotZero();
    assertThat(box.text()).isEqualTo("box at " + box.address().address());
    assertThat(box.pointer().type()).isEqualTo(Box.class);
    assertThat(box).hasToString("Box at 0x" + Long.toHexString(box.address().address()));
    box.close();
  }

  @Test
  void closeReleasesOnce() {
    try (Box box = boxes.make(1)) {
      assertThat(boxes.alive()).isEqualTo(before + 1);
      box.close();
      assertThat(boxes.alive()).isEqualTo(before);
      assertThat(box.isReleased()).isTrue();
    }
    assertThat(boxes.alive()).isEqualTo(before);
  }

  @Test
  void aHandleThatIsReleasedReachesCNoMore() {
    Box box = boxes.make(1);
    boxes.destroy(box);
    int calls = boxes.calls();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> boxes.value(box))
        .withMessageMatching("Box at 0x[0-9a-f]+ has been released; C was not called");
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> boxes.destroy(box));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> boxes.destroyWith(box, 1));
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(box::address);
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> boxes.current(box));
    assertThatNoException().isThrownBy(box::close);
    assertThat(boxes.calls()).isEqualTo(calls);
    assertThat(boxes.alive()).isEqualTo(before);
  }

  @Test
  void anotherThreadSeesTheRelease() {
    Box box = boxes.make(1);
    CompletableFuture.runAsync(box::close).orTimeout(10, TimeUnit.SECONDS).join();

    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> boxes.value(box));
  }

  @Test
  void ofManyThreadsOneReleases() {
    for (int round = 0; round < 200; round++) {
      Box box = boxes.make(round);
      List<CompletableFuture<Boolean>> releases =
          IntStream.range(0, 4)
              .mapToObj(_ -> CompletableFuture.supplyAsync(() -> releases(box)))
              .toList();

      assertThat(
              releases.stream()
                  .filter(release -> release.orTimeout(10, TimeUnit.SECONDS).join())
                  .count())
          .isEqualTo(1);
    }
    assertThat(boxes.alive()).isEqualTo(before);
  }

  private boolean releases(Box box) {
    try {
      boxes.destroy(box);
      return true;
    } catch (IllegalStateException released) {
      return false;
    }
  }

  @Test
  void aReleaseDuringACallIsRefused() {
    Box box = boxes.make(5);

    int result =
        boxes.with(
            box,
            () -> {
              assertThatExceptionOfType(IllegalStateException.class)
                  .isThrownBy(box::close)
                  .withMessageContaining("is in use by a call that has not returned");
              assertThatExceptionOfType(CompletionException.class)
                  .isThrownBy(() ->
                      CompletableFuture.runAsync(() -> boxes.destroy(box))
                          .orTimeout(10, TimeUnit.SECONDS)
                          .join())
                  .withCauseInstanceOf(IllegalStateException.class);
              return boxes.value(box);
            });

    assertThat(result).isEqualTo(5);
    box.close();
    assertThat(boxes.alive()).isEqualTo(before);
  }

  @Test
  void whatACallbackThrowsLeavesTheHandleFree() {
    Box box = boxes.make(5);

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() ->
            boxes.with(
                box,
                () -> {
                  throw new UnsupportedOperationException("in a callback");
                }));
    assertThatNoException().isThrownBy(box::close);
  }

  @Test
  void aCallThatIsRefusedReleasesNothing() {
    Box box = boxes.make(5);

    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> boxes.destroyWith(box, -1));
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> boxes.move(box, null));
    assertThat(boxes.value(box)).isEqualTo(5);
    assertThat(boxes.destroyWith(box, 4_294_967_295L)).isEqualTo(-1);
    assertThat(box.isReleased()).isTrue();
  }

  @Test
  void oneOfTwoHandlesIsReleased() {
    Box from = boxes.make(5);
    Box to = boxes.make(6);

    boxes.move(from, to);

    assertThat(from.isReleased()).isTrue();
    assertThat(boxes.value(to)).isEqualTo(11);
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> boxes.move(to, to));
    assertThat(to.isReleased()).isFalse();
    to.close();
  }

  @Test
  void thePointerIsTheSameObjectAndSoIsReleasedOnce() {
    Box box = boxes.make(5);
    Box same = boxes.same(box);

    assertThat(same).isSameAs(box);
    same.close();
    assertThat(box.isReleased()).isTrue();
    assertThat(boxes.alive()).isEqualTo(before);
  }

  @Test
  void whatIsMadeWhereSomethingWasReleasedIsNew() {
    for (int i = 0; i < 100; i++) {
      Box box = boxes.make(i);
      assertThat(boxes.value(box)).isEqualTo(i);
      box.close();
    }
    assertThat(boxes.alive()).isEqualTo(before);
  }

  @Test
  void handlesAreEqualByTypeAndAddress() {
    Boxes others = Contract.bind(Boxes.class, library);
    Others typed = Contract.bind(Others.class, library);
    Box box = boxes.make(5);
    Box seen = others.same(box);

    assertThat(seen).isEqualTo(box).hasSameHashCodeAs(box).isNotSameAs(box);
    assertThat(typed.same(box)).isNotEqualTo(box);
    assertThat(box).isNotEqualTo(null).isNotEqualTo("box").isNotEqualTo(boxes.make(5));
    assertThat(others.value(box)).isEqualTo(5);
    box.close();
  }

  interface Other extends Handle {}

  interface Others {
    Other same(Handle any);

    int value(Other other);
  }

  @Test
  void whatNothingReleasesSaysSo() {
    Others others = Contract.bind(Others.class, library);
    Box box = boxes.make(5);
    Other other = others.same(box);

    assertThat(others.value(other)).isEqualTo(5);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(other::close)
        .withMessageContaining("nothing releases a Other");
    box.close();
  }

  @Test
  void nullIsRefusedWhereItIsNotNullable() {
    assertThatExceptionOfType(NullHandleException.class)
        .isThrownBy(() -> boxes.none(1))
        .withMessage(
            "Boxes.none(int), result: C gave NULL, and a Box is never null where it is not"
                + " @Nullable");
    assertThat(boxes.maybe(1)).isNull();
    int calls = boxes.calls();
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> boxes.value(null))
        .withMessageContaining("null is no Box");
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> boxes.destroy(null));
    assertThat(boxes.calls()).isEqualTo(calls);
    assertThat(boxes.valueOrNull(null)).isEqualTo(-1);
  }

  @Test
  void manyHandlesInOneCallAreAllFreeAfterwards() {
    Box a = boxes.make(1);
    Box b = boxes.make(2);
    Box c = boxes.make(3);

    assertThat(boxes.sum(a, b, c)).isEqualTo(6);
    assertThat(boxes.sum(a, a, a)).isEqualTo(3);
    a.close();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> boxes.sum(b, c, a));
    b.close();
    c.close();
    assertThat(boxes.alive()).isEqualTo(before);
  }

  @Test
  void aCallbackGetsAndGivesHandles() {
    Box box = boxes.make(9);

    assertThat(boxes.each(box, seen -> seen.equals(box) ? boxes.value(seen) : -1)).isEqualTo(9);
    assertThat(boxes.pick(() -> box)).isSameAs(box);
    box.close();
  }

  @Test
  void aVariableHoldsAHandle() {
    Box box = boxes.make(9);

    assertThat(boxes.current()).isNull();
    boxes.current(box);
    assertThat(boxes.current()).isSameAs(box);
    boxes.current(null);
    assertThat(boxes.current()).isNull();
    box.close();
  }

  @Test
  void anObjectOfSomebodyElsesIsNoHandle() {
    Box forged =
        new Box() {
          @Override
          public OpaquePointer pointer() {
            return null;
          }
        };

    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> boxes.value(forged))
        .withMessageContaining("no library made this");
  }

  interface WithAbstract extends Handle {
    int size();
  }

  interface TakesAbstract {
    int value(WithAbstract box);
  }

  abstract static class AbstractHandle implements Handle {}

  interface TakesAClass {
    int value(AbstractHandle box);
  }

  interface TwoReleases {
    @Releases
    void destroy(Box box);

    @Name("same")
    @Releases
    void same(Box box);

    Box make(int value);
  }

  interface ChosenRelease {
    @Releases
    void destroy(Box box);

    @Name("same")
    @Releases(byClose = false)
    void same(Box box);

    Box make(int value);
  }

  interface ReleasesNothing {
    @Releases
    Box make(int value);
  }

  interface ReleasesAnInteger {
    Box make(@Releases int value);
  }

  interface NullableInteger {
    @Nullable
    int value(Box box);
  }

  @Test
  void whatCantBeAHandleIsRefusedWhenItIsBound() {
    refused(TakesAbstract.class, "WithAbstract.size() is abstract, and nobody implements it");
    refused(TakesAClass.class, "an interface that extends Handle can be implemented");
    refused(TwoReleases.class, "both release a Box; say of one @Releases(byClose = false)");
    refused(ReleasesNothing.class, "needs one Handle among its parameters, and there are 0");
    refused(ReleasesAnInteger.class, "@Releases and @Nullable belong to a Handle");
    refused(NullableInteger.class, "@Nullable belongs to a Handle");
    ChosenRelease chosen = Contract.bind(ChosenRelease.class, library);
    chosen.make(1).close();
    assertThat(boxes.alive()).isEqualTo(before);
  }

  private static void refused(Class<?> contract, String why) {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Contract.bind(contract, library))
        .withMessageContaining(why);
  }

  interface Resource extends AutoCloseable {}

  interface TakesAResource {
    int value(Resource box);
  }

  interface TakesAutoCloseable {
    int value(AutoCloseable box);
  }

  interface TakesCloseable {
    int value(Closeable box);
  }

  interface TakesAList {
    int value(List<Object> box);
  }

  @Test
  void whatIsClosedIsNoCallback() {
    for (Class<?> contract :
        List.of(TakesAResource.class, TakesAutoCloseable.class, TakesCloseable.class)) {
      refused(contract, "is no callback; a type for an opaque pointer extends Handle");
    }
    refused(TakesAList.class, "an interface for an opaque pointer extends Handle");
  }
}
