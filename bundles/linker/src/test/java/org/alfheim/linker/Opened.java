package org.alfheim.linker;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** An image that the C library's loader has opened (dlopen). */
@SuppressWarnings("restricted")
public final class Opened {
  private static final MethodHandle CALL =
      java.lang.foreign.Linker.nativeLinker()
          .downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

  private final SymbolLookup symbols;

  /** Opens an image for as long as the process lives. */
  public Opened(Path image) {
    this.symbols = SymbolLookup.libraryLookup(image, Arena.global());
  }

  /** The address of a symbol. */
  public MemorySegment address(String name) {
    return symbols.find(name).orElseThrow(() -> new AssertionError("no " + name));
  }

  /** Whether there is a symbol. */
  public boolean has(String name) {
    return symbols.find(name).isPresent();
  }

  /** Calls {@code long name(long)}. */
  public long call(String name, long argument) {
    try {
      return (long) CALL.invokeExact(address(name), argument);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Calls {@code long name(void)}. */
  public long call(String name) {
    return call(name, 0);
  }
}
