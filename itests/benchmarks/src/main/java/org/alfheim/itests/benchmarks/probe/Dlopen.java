package org.alfheim.itests.benchmarks.probe;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** {@code dlopen(3)}, by the shortest way that Java has. */
@SuppressWarnings("restricted")
public final class Dlopen {
  private static final int RTLD_NOW = 2;
  private static final MethodHandle DLOPEN =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("dlopen"),
              FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT));

  private Dlopen() {}

  /**
   * Opens a file, with all its symbols bound.
   *
   * @return the handle
   * @throws IllegalStateException if it does not open
   */
  public static long open(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      long handle = (long) DLOPEN.invokeExact(arena.allocateFrom(file.toString()), RTLD_NOW);
      if (handle == 0) {
        throw new IllegalStateException("dlopen does not open " + file);
      }
      return handle;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a downcall throws nothing that is checked", e);
    }
  }
}
