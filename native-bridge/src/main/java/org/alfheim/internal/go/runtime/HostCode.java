package org.alfheim.internal.go.runtime;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.libc.Downcalls;

/**
 * A host in place, by its functions of C.
 *
 * @param name what messages call it
 * @param code where it lies
 */
public record HostCode(String name, GoCode code) {
  private static final String OPEN = "alfheim_go_open";

  /**
   * Whether an image is a host.
   *
   * @throws ElfException if it is not
   */
  public static void check(SharedObject image) {
    if (image.find(OPEN).isEmpty()) {
      throw new ElfException(
          image.name(),
          OPEN,
          -1,
          "this is no host for Go plugins: it does not define " + OPEN,
          "build one: alfheim go-host --go PATH -o HOST.jar");
    }
  }

  /**
   * A function of the host.
   *
   * @param function its name
   * @return where it lies
   * @throws ElfException if the host has no such function: it is of another version of Alfheim
   */
  public MemorySegment function(String function) {
    OptionalLong address = code.find(function);
    if (address.isEmpty()) {
      throw new ElfException(
          name,
          function,
          -1,
          "the host does not define " + function,
          "build it anew: alfheim go-host --go PATH -o HOST.jar");
    }
    return MemorySegment.ofAddress(address.getAsLong());
  }

  /** A function of the host, if it has it. */
  public Optional<MemorySegment> find(String function) {
    OptionalLong address = code.find(function);
    return address.isPresent()
        ? Optional.of(MemorySegment.ofAddress(address.getAsLong()))
        : Optional.empty();
  }

  MethodHandle handle(String function, FunctionDescriptor descriptor) {
    return Downcalls.handle(function(function), descriptor);
  }
}
