package org.alfheim.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.CRC32;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that was written for java.lang.foreign runs over a plugin. */
@SuppressWarnings("restricted")
class SymbolLookupTest {
  private static final LocalPlugin ZLIB =
      Loader.openLocal(Path.of("/lib/x86_64-linux-gnu/libz.so.1"));

  @TempDir static Path folder;

  /**
   * What jextract makes of {@code zlib.h}, in its form: classes that hold a descriptor, an address
   * and a handle, and a method to call each function. One line is not as jextract writes it.
   */
  @SuppressWarnings({"checkstyle:TypeName", "TypeName", "UnusedVariable"})
  private static final class zlib_h {
    static final ValueLayout.OfInt C_INT =
        (ValueLayout.OfInt) Linker.nativeLinker().canonicalLayouts().get("int");
    static final ValueLayout.OfLong C_LONG =
        (ValueLayout.OfLong) Linker.nativeLinker().canonicalLayouts().get("long");

    /** jextract has {@code SymbolLookup.libraryLookup(System.mapLibraryName("z"), ARENA)} here. */
    static final SymbolLookup SYMBOL_LOOKUP =
        ZLIB.symbolLookup().or(Linker.nativeLinker().defaultLookup());

    static MemorySegment findOrThrow(String symbol) {
      return SYMBOL_LOOKUP
          .find(symbol)
          .orElseThrow(() -> new UnsatisfiedLinkError("unresolved symbol: " + symbol));
    }

    private static final class crc32 {
      static final FunctionDescriptor DESC =
          FunctionDescriptor.of(C_LONG, C_LONG, ValueLayout.ADDRESS, C_INT);
      static final MemorySegment ADDR = findOrThrow("crc32");
      static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
    }

    static long crc32(long crc, MemorySegment buf, int len) {
      try {
        return (long) crc32.HANDLE.invokeExact(crc, buf, len);
      } catch (Throwable e) {
        throw new AssertionError("should not reach here", e);
      }
    }

    private static final class zlibVersion {
      static final FunctionDescriptor DESC =
          FunctionDescriptor.of(
              ValueLayout.ADDRESS.withTargetLayout(
                  MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE)));
      static final MemorySegment ADDR = findOrThrow("zlibVersion");
      static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
    }

    static MemorySegment zlibVersion() {
      try {
        return (MemorySegment) zlibVersion.HANDLE.invokeExact();
      } catch (Throwable e) {
        throw new AssertionError("should not reach here", e);
      }
    }
  }

  @Test
  void sourcesInTheFormOfJextractCallThePlugin() {
    byte[] text = "hello".getBytes(UTF_8);
    CRC32 expected = new CRC32();
    expected.update(text);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
      assertThat(zlib_h.crc32(0, bytes, text.length)).isEqualTo(expected.getValue());
    }
    assertThat(zlib_h.zlibVersion().getString(0))
        .isEqualTo(ZLIB.lookup("zlibVersion").function("char *zlibVersion(void)").call(List.of()));
  }

  @Test
  void anAddressIsWhereTheImageHasTheSymbol() {
    LocalPlugin plugin =
        Loader.openLocal(
            new Compiler(folder)
                .c(
                    "lookup.so",
                    """
                    int counter = 7;
                    __thread int mine = 9;
                    int *where(void) { return &counter; }
                    int *where_mine(void) { return &mine; }
                    __asm__(".globl absolute\\n.set absolute, 0x1234");
                    """));
    Loaded loaded = Loaded.by(plugin);
    SymbolLookup symbols = plugin.symbolLookup();

    MemorySegment counter = symbols.findOrThrow("counter");
    assertThat(counter.address()).isEqualTo(loaded.callLong("where"));
    assertThat(counter.byteSize()).isZero();
    assertThat(counter.reinterpret(4).get(ValueLayout.JAVA_INT, 0)).isEqualTo(7);
    assertThat(symbols.findOrThrow("mine").address()).isEqualTo(loaded.callLong("where_mine"));
    // As dlsym has it (gABI: the value of SHN_ABS is not affected by relocation).
    assertThat(symbols.findOrThrow("absolute").address()).isEqualTo(0x1234);
    assertThat(plugin.lookup("absolute").address()).isEmpty();
    assertThat(plugin.lookup("counter").address()).hasValue(counter.address());
  }

  @Test
  void whatThePluginDoesNotExportIsNotFound() {
    SymbolLookup symbols = ZLIB.symbolLookup();

    assertThat(symbols.find("malloc")).isEmpty();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> symbols.findOrThrow("no_such_function"));
  }
}
