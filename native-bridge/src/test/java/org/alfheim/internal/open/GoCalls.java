package org.alfheim.internal.open;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import org.alfheim.internal.go.runtime.GoInstance;
import org.alfheim.plugin.LocalPlugin;

/** Calls functions of Go that have neither parameters nor results, by the host's own functions. */
@SuppressWarnings("restricted")
final class GoCalls {
  private static final int FRAME = 14 * 8;
  private static final int STATUS = 4 * 8;

  private GoCalls() {}

  /** Calls a function of a plugin. */
  static void call(LocalPlugin plugin, String function) {
    GoInstance instance = ((LoadedGoPlugin) plugin).opened().instance();
    try (Arena arena = Arena.ofConfined()) {
      long handle =
          (long)
              Linker.nativeLinker()
                  .downcallHandle(
                      instance.host().function("alfheim_go_symbol"),
                      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS))
                  .invokeExact(
                      instance.number(),
                      arena.allocateFrom(function),
                      arena.allocate(16, Long.BYTES));
      MemorySegment frame = arena.allocate(FRAME, Long.BYTES);
      Linker.nativeLinker()
          .downcallHandle(
              instance.host().function("alfheim_go_call"),
              FunctionDescriptor.ofVoid(JAVA_LONG, ADDRESS))
          .invokeExact(handle, frame);
      if (handle == 0 || frame.get(JAVA_LONG, STATUS) != 0) {
        throw new AssertionError(function + ": status " + frame.get(JAVA_LONG, STATUS));
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** What a variable of type int holds. */
  static long get(LocalPlugin plugin, String variable) {
    return plugin.lookup(variable).segment().get(JAVA_LONG, 0);
  }

  /** Changes a variable of type int. */
  static void set(LocalPlugin plugin, String variable, long value) {
    plugin.lookup(variable).segment().set(JAVA_LONG, 0, value);
  }
}
