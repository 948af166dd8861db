package org.alfheim.corpus.snapshot;

import java.util.List;
import java.util.OptionalLong;
import org.alfheim.internal.process.libc.Address;

/**
 * An object that the C library's loader knows: the executable, a library, the kernel's vdso, a
 * carrier.
 *
 * @param name its path as ld.so has it; empty for the executable
 * @param bias its load bias
 * @param ranges where its PT_LOAD segments lie, in their order
 * @param tlsModule the module id of its thread-local storage, 0 if it has none
 * @param tlsSize the bytes of its thread-local storage for each thread
 * @param tlsOffset where that storage lies from the thread pointer on, if it is static and was
 *     asked for
 */
public record LoadedObject(
    String name,
    Address bias,
    List<Range> ranges,
    long tlsModule,
    long tlsSize,
    OptionalLong tlsOffset) {

  /** Copies the list. */
  public LoadedObject {
    ranges = List.copyOf(ranges);
  }

  /**
   * A range of addresses.
   *
   * @param start the first
   * @param end the first one behind
   */
  public record Range(Address start, Address end) {
    /** Whether an address lies in it. */
    public boolean contains(Address address) {
      return start.compareTo(address) <= 0 && address.compareTo(end) < 0;
    }
  }
}
