package org.alfheim.itests.framework;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.nio.file.Path;

/**
 * Sends to a file what C writes to the process's standard output; {@code System.setOut} does not
 * see it.
 */
final class StandardOutput implements AutoCloseable {
  private static final int STDOUT_FILENO = 1;
  private static final int O_WRONLY = 1;

  private final int saved;

  private StandardOutput(int saved) {
    this.saved = saved;
  }

  static StandardOutput to(Path file) throws IOException {
    System.out.flush();
    int saved = call("dup", STDOUT_FILENO);
    int descriptor = open(file);
    call("dup2", descriptor, STDOUT_FILENO);
    call("close", descriptor);
    return new StandardOutput(saved);
  }

  @Override
  public void close() throws IOException {
    call("dup2", saved, STDOUT_FILENO);
    call("close", saved);
  }

  private static int open(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      return call(
          "open",
          new MemoryLayout[] {ADDRESS, JAVA_INT},
          arena.allocateFrom(file.toString()),
          O_WRONLY);
    }
  }

  private static int call(String function, int argument) throws IOException {
    return call(function, new MemoryLayout[] {JAVA_INT}, argument);
  }

  private static int call(String function, int first, int second) throws IOException {
    return call(function, new MemoryLayout[] {JAVA_INT, JAVA_INT}, first, second);
  }

  @SuppressWarnings("restricted")
  private static int call(String function, MemoryLayout[] parameters, Object... arguments)
      throws IOException {
    Linker linker = Linker.nativeLinker();
    int result;
    try {
      result =
          (int)
              linker
                  .downcallHandle(
                      linker.defaultLookup().findOrThrow(function),
                      FunctionDescriptor.of(JAVA_INT, parameters))
                  .invokeWithArguments(arguments);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
    if (result < 0) {
      throw new IOException(function + " failed");
    }
    return result;
  }
}
