package org.alfheim.internal.process.map;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.internal.process.libc.Address;

/** An image in this process whose symbols have addresses. */
public sealed interface LiveImage permits MappedImage, SharedImage {

  /** The load bias: the address that is added to an address of the image. */
  Address bias();

  /**
   * Where a symbol lies that the image defines; for a thread-local one, the calling thread's copy.
   *
   * @param symbol a defined symbol of the image that is not absolute
   * @param version the name of its version, where it has one
   * @param size the size of its memory in bytes, found to lie in the image
   * @return its memory
   */
  MemorySegment locate(ElfSymbol symbol, Optional<String> version, long size);
}
