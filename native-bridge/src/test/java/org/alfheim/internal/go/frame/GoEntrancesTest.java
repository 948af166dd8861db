package org.alfheim.internal.go.frame;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.alfheim.internal.process.libc.Downcalls;
import org.junit.jupiter.api.Test;

@SuppressWarnings("restricted")
class GoEntrancesTest {
  private static final String RELEASED = "the function of Java has been released";

  private final Map<Long, LongConsumer> functions = new ConcurrentHashMap<>();
  private final GoEntrances entrances = GoEntrances.over(functions);
  private final MemorySegment frame = Arena.ofAuto().allocate(FrameLayout.SIZE, Long.BYTES);

  private void invoke(long id) throws Throwable {
    Downcalls.handle(
            MemorySegment.ofAddress(entrances.invoke()),
            FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG))
        .invokeExact(id, frame.address());
  }

  private String panic() {
    assertThat(frame.get(JAVA_LONG, FrameLayout.STATUS)).isEqualTo(FrameLayout.PANICKED);
    long length = frame.get(JAVA_LONG, FrameLayout.PANIC_TEXT + FrameLayout.WORD);
    MemorySegment text =
        MemorySegment.ofAddress(frame.get(JAVA_LONG, FrameLayout.PANIC_TEXT)).reinterpret(length);
    return new String(text.toArray(JAVA_BYTE), StandardCharsets.UTF_8);
  }

  @Test
  void aNumberIsCalledWithItsFrame() throws Throwable {
    functions.put(7L, place -> frame.set(JAVA_LONG, 0, place));

    invoke(7);

    assertThat(frame.get(JAVA_LONG, 0)).isEqualTo(frame.address());
  }

  @Test
  void aNumberThatWasReleasedIsAPanicInGo() throws Throwable {
    functions.put(7L, _ -> {});
    Downcalls.handle(
            MemorySegment.ofAddress(entrances.release()), FunctionDescriptor.ofVoid(JAVA_LONG))
        .invokeExact(7L);
    assertThat(functions).isEmpty();

    invoke(7);

    assertThat(panic()).isEqualTo(RELEASED);
  }

  @Test
  void whatAFunctionThrowsDoesNotLeave() throws Throwable {
    functions.put(
        7L,
        _ -> {
          throw new AssertionError("must not leave");
        });

    invoke(7);

    assertThat(panic()).isEqualTo(RELEASED);
  }
}
