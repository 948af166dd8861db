package org.alfheim.process;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.IntBuffer;

/**
 * Calls a function at an address with up to six integer or pointer arguments.
 *
 * <p>One shape serves them all: to link a shape costs milliseconds at start-up, and in the psABI's
 * calling sequence (section 3.2.3) the first six arguments of these classes travel in registers,
 * where a function that has fewer does not look.
 */
@SuppressWarnings("restricted")
final class NativeCall {
  private static final int ARGUMENTS = 6;
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle HANDLE =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(
                  JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
              Linker.Option.captureCallState("errno"));

  /**
   * Where a thread's errno goes; it is read before the thread calls again, also where a function
   * calls Java.
   */
  private static final ThreadLocal<Captured> CAPTURED = ThreadLocal.withInitial(Captured::new);

  private static final class Captured {
    private final MemorySegment state = Arena.ofAuto().allocate(STATE);
    private final IntBuffer errno =
        Memory.buffer(state.asSlice(ERRNO, Integer.BYTES)).asIntBuffer();
  }

  /**
   * What a call gave.
   *
   * @param value the content of the result register, all 64 bits; a function that returns an int
   *     defines the low half
   * @param errno {@code errno} right after the call
   */
  record Result(long value, int errno) {
    /** The result of a function that returns an int. */
    int asInt() {
      return (int) value;
    }
  }

  private NativeCall() {}

  static Result invoke(MemorySegment function, long... arguments) {
    if (arguments.length > ARGUMENTS) {
      throw new IllegalArgumentException(arguments.length + " arguments, at most " + ARGUMENTS);
    }
    try {
      Captured captured = CAPTURED.get();
      long value =
          (long)
              HANDLE.invokeExact(
                  function,
                  captured.state,
                  argument(arguments, 0),
                  argument(arguments, 1),
                  argument(arguments, 2),
                  argument(arguments, 3),
                  argument(arguments, 4),
                  argument(arguments, 5));
      return new Result(value, captured.errno.get(0));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a downcall throws nothing that is checked", e);
    }
  }

  private static long argument(long[] arguments, int index) {
    return index < arguments.length ? arguments[index] : 0;
  }
}
