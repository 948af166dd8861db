package org.alfheim.internal.process.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments that glibc gives to constructors: argc, argv and envp of the process. They lie as
 * the kernel lays them out at the start of a process (psABI, section 3.4.1: argument strings,
 * environment, auxiliary vector, without a gap), because Go's runtime walks on from one to the
 * next.
 */
public record StartupBlock(long argumentCount, Address arguments, Address environment) {
  private static StartupBlock ofProcess;

  /**
   * The block of this process.
   *
   * @throws ProcessException if it can't be read, which may be different the next time
   */
  public static synchronized StartupBlock ofProcess() {
    if (ofProcess == null) {
      ofProcess = read();
    }
    return ofProcess;
  }

  private static StartupBlock read() {
    Arena arena = Arena.global();
    List<Long> words = new ArrayList<>();
    long count = 0;
    for (byte[] argument : split(bytes("/proc/self/cmdline"))) {
      MemorySegment string = arena.allocate(argument.length + 1L);
      Memory.buffer(string).put(argument);
      words.add(string.address());
      count++;
    }
    words.add(0L);
    int environment = words.size();
    words.addAll(environmentStrings());
    words.add(0L);
    byte[] auxv = bytes("/proc/self/auxv");
    MemorySegment block = arena.allocate(8L * words.size() + auxv.length + 16, 16);
    ByteBuffer content = Memory.buffer(block);
    for (long word : words) {
      content.putLong(word);
    }
    content.put(auxv);
    Address start = new Address(block.address());
    return new StartupBlock(count, start, start.plus(8L * environment));
  }

  /* The variables as they are now: the launcher of the JVM may have set some. */
  private static List<Long> environmentStrings() {
    MemorySegment variable = Linker.nativeLinker().defaultLookup().findOrThrow("environ");
    Address entry = new Address(Memory.readLong(new Address(variable.address())));
    List<Long> strings = new ArrayList<>();
    while (entry.value() != 0 && Memory.readLong(entry) != 0) {
      strings.add(Memory.readLong(entry));
      entry = entry.plus(ADDRESS.byteSize());
    }
    return strings;
  }

  private static List<byte[]> split(byte[] strings) {
    List<byte[]> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < strings.length; i++) {
      if (strings[i] == 0) {
        parts.add(Arrays.copyOfRange(strings, start, i));
        start = i + 1;
      }
    }
    return parts;
  }

  private static byte[] bytes(String file) {
    try (FileInputStream stream = new FileInputStream(file)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new ProcessException(
          file
              + " can't be read; Alfheim needs /proc mounted, and a descriptor to spare: "
              + e.getMessage(),
          0);
    }
  }
}
