package org.alfheim.internal.go.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.alfheim.elf.ElfException;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.internal.process.libc.Memory;

/** What a host can be told to do about plugins. */
final class HostFunctions {
  /** The contract between a host and this class; {@code alfheim_go_version} begins with it. */
  private static final String CONTRACT = "2";

  private static final int REPLY_SIZE = 16;

  private final HostCode host;
  private final MethodHandle version;
  private final MethodHandle free;
  private final MethodHandle open;

  HostFunctions(HostCode host) {
    this.host = host;
    version = host.handle("alfheim_go_version", FunctionDescriptor.of(ADDRESS));
    free = host.handle("alfheim_go_free", FunctionDescriptor.ofVoid(ADDRESS));
    open = host.handle("alfheim_go_open", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS));
  }

  /**
   * The version of Go, such as {@code go1.23.5}.
   *
   * @throws ElfException if the host goes by another contract
   */
  String version() {
    MemorySegment text = (MemorySegment) call(version);
    String both = Downcalls.string(text);
    call(free, text);
    int end = both.indexOf(' ');
    if (end < 0 || !both.substring(0, end).equals(CONTRACT)) {
      throw new ElfException(
          host.name(),
          "alfheim_go_version",
          -1,
          "the host says " + both + ", and this Alfheim takes hosts of contract " + CONTRACT,
          "build it anew: alfheim go-host --go PATH -o HOST.jar");
    }
    return both.substring(end + 1);
  }

  /** What came of an open: a number from 1 on, or 0 and why. */
  record Answer(long number, String failure) {}

  /**
   * Calls {@code plugin.Open}.
   *
   * @param name what the plugin goes by in Go
   */
  Answer open(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment reply = arena.allocate(REPLY_SIZE, Long.BYTES);
      long number = (long) call(open, arena.allocateFrom(name), reply);
      return new Answer(number, number == 0 ? text(reply) : "");
    }
  }

  private String text(MemorySegment reply) {
    MemorySegment text = reply.get(ADDRESS, 0);
    if (text.address() == 0) {
      return "";
    }
    long length = reply.get(JAVA_LONG, Long.BYTES);
    byte[] bytes = new byte[Math.toIntExact(length)];
    Memory.buffer(Memory.segment(new Address(text.address()), length)).get(bytes);
    call(free, text);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Object call(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a function of C throws nothing", e);
    }
  }
}
