package org.alfheim.internal.go.call;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.internal.go.GoPlugin;

/**
 * Plugins in a host that the system's {@code dlopen} has loaded: it owes nothing to the loader. In
 * one process there can be one Go that way.
 */
final class DlopenedGo {
  private static final int RTLD_NOW = 2;
  private static final int RTLD_GLOBAL = 0x100;

  private static HostInterface host;
  private static OpenGoPlugin values;

  private DlopenedGo() {}

  /** The host of the newest Go there is. */
  static synchronized HostInterface host() {
    if (host == null) {
      host = open(GoToolchain.newest().goHost());
    }
    return host;
  }

  /** The plugin in {@code src/test/go/values}. */
  static synchronized OpenGoPlugin values() {
    if (values == null) {
      values = plugin(host(), GoToolchain.newest().plugin("values"));
    }
    return values;
  }

  static OpenGoPlugin plugin(HostInterface host, Path file) {
    try {
      GoPlugin described =
          GoPlugin.read(
              SharedObject.parse(
                  file.getFileName().toString(), MemorySegment.ofArray(Files.readAllBytes(file))));
      return new OpenGoPlugin(
          file.getFileName().toString(), host, host.open(file.toString()), described);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("restricted")
  static HostInterface open(Path file) {
    MethodHandle dlopen =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("dlopen"),
                FunctionDescriptor.of(
                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle =
          (MemorySegment)
              dlopen.invokeExact(
                  (MemorySegment) arena.allocateFrom(file.toString()), RTLD_NOW | RTLD_GLOBAL);
      if (handle.address() == 0) {
        throw new AssertionError("dlopen refused " + file);
      }
      SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
      return new HostInterface(
          file.getFileName().toString(), name -> symbols.find(name).orElse(null));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
