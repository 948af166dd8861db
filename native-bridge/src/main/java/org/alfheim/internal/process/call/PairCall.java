package org.alfheim.internal.process.call;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.alfheim.internal.amd64.PairCode;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.ThreadMemory;

/**
 * Calls functions that return two words in registers, by a few instructions that put the second
 * into memory. {@link java.lang.foreign.Linker} can do so itself, and takes several times as long.
 */
public final class PairCall {
  /** How many general purpose registers the instructions need, the last two for arguments. */
  public static final int REGISTERS = 2;

  private static final long CODE = ExecutableFile.code("pairs", PairCode.bytes()).value();

  /**
   * It is read before the thread calls again. Where the function calls Java, and that calls such a
   * function, this is written when the outer one returns.
   */
  private static final ThreadMemory PLACES = ThreadMemory.of(Long.BYTES, Long.BYTES);

  private PairCall() {}

  /** Where the calling thread finds the second word. */
  public static MemorySegment place() {
    return PLACES.get();
  }

  /**
   * A handle that calls such a function.
   *
   * @param descriptor the first word as the result, and the arguments of the function, all in
   *     registers; the fifth and the sixth general purpose register have the function's address and
   *     a {@link #place}
   * @param second where the second word comes back
   */
  public static MethodHandle handle(FunctionDescriptor descriptor, PairCode.Second second) {
    return Downcalls.handle(MemorySegment.ofAddress(CODE + second.entry()), descriptor);
  }
}
