package org.alfheim.internal.process.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.IntBuffer;
import java.util.Map;

/**
 * Calls a function at an address with up to six integer or pointer arguments.
 *
 * <p>One shape serves them all: to link a shape costs milliseconds at start-up, and in the psABI's
 * calling sequence (section 3.2.3) the first six arguments of these classes travel in registers,
 * where a function that has fewer does not look.
 */
@SuppressWarnings("restricted")
public final class NativeCall {
  private static final int ARGUMENTS = 6;
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO = offset("errno");
  private static final MethodHandle HANDLE =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(
                  JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
              Linker.Option.captureCallState("errno"));

  /**
   * Where a thread's state goes, and the errno in it; it is read before the thread calls again,
   * also where a function calls Java. Threads outlive these classes where a framework refreshes
   * them, so what a thread keeps is of the JDK's classes alone.
   */
  private static final ThreadLocal<Map.Entry<MemorySegment, IntBuffer>> CAPTURED =
      new ThreadLocal<>();

  /** Member by member: to look one up by a path of names loads a dozen classes and spins others. */
  private static long offset(String name) {
    long offset = 0;
    for (MemoryLayout member : STATE.memberLayouts()) {
      if (name.equals(member.name().orElse(""))) {
        return offset;
      }
      offset += member.byteSize();
    }
    throw new IllegalStateException("this JDK does not tell errno");
  }

  private static Map.Entry<MemorySegment, IntBuffer> captured() {
    Map.Entry<MemorySegment, IntBuffer> captured = CAPTURED.get();
    if (captured == null) {
      MemorySegment state = Arena.ofAuto().allocate(STATE);
      captured = Map.entry(state, Memory.buffer(state.asSlice(ERRNO, Integer.BYTES)).asIntBuffer());
      CAPTURED.set(captured);
    }
    return captured;
  }

  /**
   * What a call gave.
   *
   * @param value the content of the result register, all 64 bits; a function that returns an int
   *     defines the low half
   * @param errno {@code errno} right after the call
   */
  public record Result(long value, int errno) {
    /** The result of a function that returns an int. */
    public int asInt() {
      return (int) value;
    }
  }

  private NativeCall() {}

  public static Result invoke(MemorySegment function, long... arguments) {
    if (arguments.length > ARGUMENTS) {
      throw new IllegalArgumentException(arguments.length + " arguments, at most " + ARGUMENTS);
    }
    try {
      Map.Entry<MemorySegment, IntBuffer> captured = captured();
      long value =
          (long)
              HANDLE.invokeExact(
                  function,
                  captured.getKey(),
                  argument(arguments, 0),
                  argument(arguments, 1),
                  argument(arguments, 2),
                  argument(arguments, 3),
                  argument(arguments, 4),
                  argument(arguments, 5));
      return new Result(value, captured.getValue().get(0));
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
