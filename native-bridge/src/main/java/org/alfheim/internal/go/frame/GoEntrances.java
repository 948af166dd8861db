package org.alfheim.internal.go.frame;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.alfheim.internal.process.libc.AddressSpace;
import org.alfheim.internal.process.libc.Downcalls;

/**
 * The two native functions by which Go comes to Java. A runtime of Go never ends and may call them
 * for ever, so they are made of the JDK's classes alone: of this loader's classes they keep what Go
 * has a function of, and no longer than Go has it.
 *
 * @param invoke {@code (long id, long frame) void}: runs the function of a number
 * @param release {@code (long id) void}: forgets it
 */
public record GoEntrances(long invoke, long release) {
  private static final MethodHandles.Lookup JDK = MethodHandles.publicLookup();

  /** What Go is told where a number has no function. */
  private static final MemorySegment GONE =
      Arena.global().allocateFrom("the function of Java has been released", StandardCharsets.UTF_8);

  /**
   * Functions over a table.
   *
   * @param functions what each number stands for, called with the address of a frame
   */
  public static GoEntrances over(Map<Long, LongConsumer> functions) {
    try {
      return new GoEntrances(
          stub(invoking(functions), FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG)),
          stub(releasing(functions), FunctionDescriptor.ofVoid(JAVA_LONG)));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the methods are there", e);
    }
  }

  private static long stub(MethodHandle method, FunctionDescriptor descriptor) {
    return Downcalls.stub(method, descriptor, Arena.global()).address();
  }

  private static MethodHandle invoking(Map<Long, LongConsumer> functions)
      throws ReflectiveOperationException {
    MethodHandle get =
        JDK.findVirtual(Map.class, "get", methodType(Object.class, Object.class))
            .bindTo(functions)
            .asType(methodType(LongConsumer.class, long.class));
    MethodHandle isThere =
        JDK.findStatic(Objects.class, "nonNull", methodType(boolean.class, Object.class))
            .asType(methodType(boolean.class, LongConsumer.class));
    MethodHandle accept =
        JDK.findVirtual(LongConsumer.class, "accept", methodType(void.class, long.class));
    MethodHandle gone = gone();
    MethodHandle invoke =
        MethodHandles.collectArguments(
            MethodHandles.guardWithTest(
                isThere, accept, MethodHandles.dropArguments(gone, 0, LongConsumer.class)),
            0,
            get);
    return MethodHandles.catchException(
        invoke, Throwable.class, MethodHandles.dropArguments(gone, 0, Throwable.class, long.class));
  }

  private static MethodHandle releasing(Map<Long, LongConsumer> functions)
      throws ReflectiveOperationException {
    MethodHandle remove =
        JDK.findVirtual(Map.class, "remove", methodType(Object.class, Object.class))
            .bindTo(functions)
            .asType(methodType(void.class, long.class));
    return MethodHandles.catchException(
        remove, Throwable.class, MethodHandles.empty(methodType(void.class, Throwable.class)));
  }

  /** {@code (long frame) void}: says it in the frame. */
  private static MethodHandle gone() throws ReflectiveOperationException {
    return inTurn(
        putting(FrameLayout.STATUS, FrameLayout.PANICKED),
        putting(FrameLayout.PANIC_TYPE + FrameLayout.WORD, 0),
        putting(FrameLayout.PANIC_TEXT, GONE.address()),
        putting(FrameLayout.PANIC_TEXT + FrameLayout.WORD, GONE.byteSize() - 1));
  }

  private static MethodHandle inTurn(MethodHandle... steps) {
    MethodHandle all = MethodHandles.empty(methodType(void.class, long.class));
    for (MethodHandle step : steps) {
      all = MethodHandles.foldArguments(step, all);
    }
    return all;
  }

  /** {@code (long frame) void}: writes a word at an offset. */
  private static MethodHandle putting(long offset, long word) throws ReflectiveOperationException {
    MethodHandle set =
        JDK.findVirtual(
                MemorySegment.class,
                "set",
                methodType(void.class, ValueLayout.OfLong.class, long.class, long.class))
            .bindTo(AddressSpace.at(0, Long.MAX_VALUE));
    MethodHandle place =
        JDK.findStatic(Long.class, "sum", methodType(long.class, long.class, long.class));
    return MethodHandles.filterArguments(
        MethodHandles.insertArguments(
            MethodHandles.insertArguments(set, 0, ValueLayout.JAVA_LONG_UNALIGNED), 1, word),
        0,
        MethodHandles.insertArguments(place, 0, offset));
  }
}
