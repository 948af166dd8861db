package org.alfheim.internal.process.call;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.alfheim.internal.amd64.ErrnoCode;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.internal.process.libc.ExecutableFile;

/**
 * Calls functions that tell a failure by {@code errno}, by a few instructions that ask for it where
 * the function has failed, and only there. {@link java.lang.foreign.Linker} asks each time, and
 * needs memory for it, which each thread has to find.
 */
public enum ErrnoCall {
  /** An int that is less than 0 is a failure. */
  NEGATIVE_INT(ErrnoCode.NEGATIVE_INT),
  /** An int that is 0. */
  ZERO_INT(ErrnoCode.ZERO_INT),
  /** An int that is not 0. */
  NON_ZERO_INT(ErrnoCode.NON_ZERO_INT),
  /** A long or a pointer that is less than 0. */
  NEGATIVE_LONG(ErrnoCode.NEGATIVE_LONG),
  /** A long or a pointer that is not 0. */
  NON_ZERO_LONG(ErrnoCode.NON_ZERO_LONG);

  /** How many general purpose registers the instructions need, the last for arguments. */
  public static final int REGISTERS = 1;

  private final int entry;

  ErrnoCall(int entry) {
    this.entry = entry;
  }

  private static final class Code {
    private static final long ADDRESS =
        ExecutableFile.code(
                "errno", ErrnoCode.bytes(CLibrary.function("__errno_location").address()))
            .value();
  }

  /**
   * A handle that calls such a function. What comes back is less than 0 if the function has failed,
   * and its low half is {@code errno} then; else it is what the function has returned.
   *
   * @param descriptor the arguments of the function, all in registers; the sixth general purpose
   *     register has the function's address; the result is a {@code long}
   * @param fixed how many of the arguments come before {@code ...}; -1 if the function is not
   *     variadic
   */
  public MethodHandle handle(FunctionDescriptor descriptor, int fixed) {
    return Downcalls.handle(
        MemorySegment.ofAddress(Code.ADDRESS + entry),
        new Downcalls.Shape(descriptor, fixed, false));
  }
}
