package org.alfheim.internal.bind.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Test
  void usesTheSameMemoryForCallsOneAfterTheOther() {
    Frame first = Frame.open();
    MemorySegment memory = first.allocate(100, 1);
    first.close();
    Frame second = Frame.open();

    assertThat(second.allocate(10, 8).address()).isEqualTo(memory.address());
    second.close();
  }

  @Test
  void keepsTheMemoryOfACallWithinACallApart() {
    Frame outer = Frame.open();
    MemorySegment first = outer.allocate(3, 1);
    Frame inner = Frame.open();
    MemorySegment second = inner.allocate(5, 1);
    inner.close();
    MemorySegment third = outer.allocate(5, 1);

    assertThat(second.address()).isGreaterThanOrEqualTo(first.address() + first.byteSize());
    assertThat(third.address()).isEqualTo(second.address());
    outer.close();
  }

  @Test
  void findsMoreMemoryThanTheThreadKeeps() {
    Frame frame = Frame.open();
    MemorySegment large = frame.allocate(1 << 20, 8);
    for (int i = 0; i < 1000; i++) {
      frame.allocate(100, 8).fill((byte) i);
    }
    large.fill((byte) 1);
    frame.close();

    assertThatThrownBy(() -> large.fill((byte) 2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givesVirtualThreadsMemoryOfTheirOwn() {
    CompletableFuture<Boolean> closed =
        CompletableFuture.supplyAsync(
            () -> {
              Frame frame = Frame.open();
              MemorySegment memory = frame.allocate(8, 8);
              frame.close();
              return !memory.scope().isAlive();
            },
            Thread::startVirtualThread);

    assertThat(closed).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
  }

  @Test
  void keepsTheFirstFailure() {
    Frame frame = Frame.open();
    frame.accept(new IllegalStateException("first"));
    frame.accept(new IllegalStateException("second"));

    assertThatThrownBy(frame::rethrow).hasMessage("first");
    frame.close();
  }
}
