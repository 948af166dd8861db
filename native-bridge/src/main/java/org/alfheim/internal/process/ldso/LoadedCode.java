package org.alfheim.internal.process.ldso;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;

/** Whose code it is that lies at an address. */
public final class LoadedCode {
  private static final MemorySegment DLADDR = CLibrary.function("dladdr");

  /** {@code Dl_info} of dladdr(3): four words, of which the first is {@code dli_fname}. */
  private static final long INFO_SIZE = 32;

  private LoadedCode() {}

  /**
   * The object that an address lies in.
   *
   * @param address the address
   * @return the object's name as ld.so has it, which is its path as a rule; empty where it lies in
   *     none, and for the executable if ld.so has no name of it
   */
  public static Optional<String> object(long address) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(INFO_SIZE, Long.BYTES);
      if (NativeCall.invoke(DLADDR, address, info.address()).asInt() == 0) {
        return Optional.empty();
      }
      long name = Memory.readLong(new Address(info.address()));
      return name == 0 ? Optional.empty() : Optional.of(Memory.string(new Address(name)));
    }
  }
}
