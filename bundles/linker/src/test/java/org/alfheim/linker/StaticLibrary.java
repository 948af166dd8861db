package org.alfheim.linker;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;

/** Archives that were opened as one image, and what a test passes to their functions. */
@SuppressWarnings("restricted")
record StaticLibrary(LocalPlugin plugin) {
  private static final Path FOLDER = Path.of("/usr/lib/x86_64-linux-gnu");
  private static final byte[] TEXT =
      "no elf is an island, ".repeat(500).getBytes(StandardCharsets.US_ASCII);

  /** Opens archives and objects, which lack nothing; names without a folder are the system's. */
  static StaticLibrary open(String... files) {
    return open(OpenOptions.usual(), files);
  }

  /** Opens an archive with the libraries that its package's shared library needs. */
  static StaticLibrary openWithNeeds(String name) throws IOException {
    Path shared = FOLDER.resolve(name.replaceFirst("\\.a$", ".so"));
    List<String> needed =
        SharedObject.parse(name, MemorySegment.ofArray(Files.readAllBytes(shared))).needed();
    return open(OpenOptions.builder().linking(Linking.USUAL.needing(needed)).build(), name);
  }

  private static StaticLibrary open(OpenOptions options, String... files) {
    return new StaticLibrary(
        Loader.openLocal(Arrays.stream(files).map(FOLDER::resolve).toList(), options));
  }

  /** Calls a function that returns a number, a pointer or nothing. */
  long number(String name, Object... arguments) {
    MemoryLayout[] layouts =
        Arrays.stream(arguments).map(StaticLibrary::layout).toArray(MemoryLayout[]::new);
    try {
      return (long)
          java.lang.foreign.Linker.nativeLinker()
              .downcallHandle(
                  plugin.symbolLookup().findOrThrow(name),
                  FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts))
              .invokeWithArguments(List.of(arguments));
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static MemoryLayout layout(Object argument) {
    return switch (argument) {
      case Long _ -> ValueLayout.JAVA_LONG;
      case Integer _ -> ValueLayout.JAVA_INT;
      default -> ValueLayout.ADDRESS;
    };
  }

  /** Calls a function that returns a status, which is an int. */
  int status(String name, Object... arguments) {
    return (int) number(name, arguments);
  }

  /** Calls a function that returns a pointer. */
  MemorySegment pointer(String name, Object... arguments) {
    return MemorySegment.ofAddress(number(name, arguments));
  }

  /** Calls a function that returns a string. */
  String string(String name, Object... arguments) {
    return string(pointer(name, arguments));
  }

  /** What the arguments of all tests are allocated from. */
  static Arena arena() {
    return Arena.global();
  }

  /** A text that is worth compressing. */
  static byte[] textBytes() {
    return TEXT.clone();
  }

  /** The same in memory. */
  static MemorySegment text() {
    return arena().allocateFrom(ValueLayout.JAVA_BYTE, TEXT);
  }

  /** A string of C. */
  static MemorySegment c(String text) {
    return arena().allocateFrom(text);
  }

  /** The first bytes of memory, as many as a {@code size_t} says. */
  static byte[] bytes(MemorySegment memory, MemorySegment size) {
    return bytes(memory, size.get(ValueLayout.JAVA_LONG, 0));
  }

  /** The first bytes of memory. */
  static byte[] bytes(MemorySegment memory, long size) {
    return memory.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
  }

  /** A string of C of less than 64 KiB. */
  static String string(MemorySegment address) {
    return address.reinterpret(1 << 16).getString(0);
  }

  /** A pointer to a method of Java, for ever. */
  static MemorySegment callback(
      MethodHandle target, MemoryLayout returned, MemoryLayout... parameters) {
    return java.lang.foreign.Linker.nativeLinker()
        .upcallStub(target, FunctionDescriptor.of(returned, parameters), arena());
  }
}
