package org.alfheim.internal.process.libc;

/**
 * Asks the kernel whether memory can be read, for an address that nobody vouches for.
 *
 * <p>rt_sigprocmask(2) copies the set that it is given before it looks at what shall be done with
 * it: with an operation that does not exist it changes nothing, and fails by {@code EFAULT} where
 * the set can't be read. The answer holds as long as nobody unmaps the memory.
 */
final class MemoryProbe {
  /** {@code __NR_rt_sigprocmask} of x86-64. */
  private static final int RT_SIGPROCMASK = 14;

  private static final int NO_OPERATION = -1;
  private static final int EFAULT = 14;

  private MemoryProbe() {}

  /** Whether the page that an address lies in can be read. */
  static boolean isReadable(long address) {
    long word = address & -Long.BYTES;
    // No set at all is none that can't be read; the page has others.
    long set = word == 0 ? Long.BYTES : word;
    NativeCall.Result result =
        NativeCall.invoke(CLibrary.SYSCALL, RT_SIGPROCMASK, NO_OPERATION, set, 0, Long.BYTES);
    return result.value() != -1 || result.errno() != EFAULT;
  }
}
