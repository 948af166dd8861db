package org.alfheim.internal.process.call;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.alfheim.internal.amd64.PairCode;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.ThreadMemory;

/**
 * Calls functions that return two words in registers, by a few instructions that put them into
 * memory. {@link java.lang.foreign.Linker} can do so itself, and takes several times as long.
 */
public final class PairCall {
  /** How many general purpose registers the instructions need, the last two for arguments. */
  public static final int REGISTERS = 2;

  /** Where the first general purpose register is put, and behind it the second. */
  public static final long INTEGERS = 0;

  /** Where the first vector register is put, and behind it the second. */
  public static final long VECTORS = 16;

  private static final long SIZE = 32;
  private static final long ALIGNMENT = 16;

  private static final MemorySegment CODE =
      MemorySegment.ofAddress(ExecutableFile.code("pairs", PairCode.bytes()).value());

  /**
   * It is read before the thread calls again. Where the function calls Java, and that calls such a
   * function, this is written when the outer one returns.
   */
  private static final ThreadMemory PLACES = ThreadMemory.of(SIZE, ALIGNMENT);

  private PairCall() {}

  /** Where the calling thread finds what came back. */
  public static MemorySegment place() {
    return PLACES.get();
  }

  /**
   * A handle that calls such a function.
   *
   * @param descriptor the arguments of the function, all in registers; the fifth and the sixth
   *     general purpose register have the function's address and a {@link #place}; no result
   */
  public static MethodHandle handle(FunctionDescriptor descriptor) {
    return Downcalls.handle(CODE, descriptor);
  }
}
