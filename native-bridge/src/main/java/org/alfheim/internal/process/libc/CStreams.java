package org.alfheim.internal.process.libc;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;

/**
 * The C library's standard streams, which plugins print to.
 *
 * <p>Java and C each buffer what goes to the same file descriptor, and neither knows of the other's
 * buffer. Whoever writes with both flushes one before the other writes.
 */
public final class CStreams {
  private static final int STANDARD_ERROR = 2;
  private static final SymbolLookup LOOKUP = Linker.nativeLinker().defaultLookup();
  private static final MemorySegment FFLUSH = find("fflush");
  private static final MemorySegment FERROR = find("ferror");
  private static final MemorySegment ISATTY = find("isatty");
  private static final MemorySegment STDOUT = find("stdout");
  private static final MemorySegment STDERR = find("stderr");

  private CStreams() {}

  /**
   * Writes out what C's {@code stdout} and {@code stderr} hold. Other streams are left alone: to
   * flush all of them would wait for a thread that reads from one.
   *
   * @throws ProcessException if it can't be written (C11 7.21.5.2)
   */
  public static void flush() {
    if (!NativeAccess.isGranted()) {
      return; // No plugin has printed anything.
    }
    flush("stdout", STDOUT);
    flush("stderr", STDERR);
  }

  /**
   * Whether all that was written to C's {@code stdout} has arrived (C11 7.21.10.2). Whoever writes
   * and flushes without a look at the result leaves a mark at least.
   */
  public static boolean outputIsWhole() {
    return !NativeAccess.isGranted()
        || NativeCall.invoke(FERROR, Memory.readLong(new Address(STDOUT.address()))).asInt() == 0;
  }

  /** Whether the standard error goes to a terminal (isatty(3)). */
  public static boolean errorIsTerminal() {
    return NativeCall.invoke(ISATTY, STANDARD_ERROR).asInt() == 1;
  }

  private static void flush(String name, MemorySegment variable) {
    long stream = Memory.readLong(new Address(variable.address()));
    NativeCall.Result result = NativeCall.invoke(FFLUSH, stream);
    if (result.asInt() != 0) {
      throw new ProcessException("fflush", name, result.errno());
    }
  }

  private static MemorySegment find(String name) {
    return LOOKUP
        .find(name)
        .orElseThrow(() ->
            new ProcessException(
                "the C library has no " + name + "; Alfheim needs glibc on Linux/amd64", 0));
  }
}
