package org.alfheim.plugin;

import java.util.List;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.Vaddr;

/**
 * Where and how an image lies in the process.
 *
 * @param base the load bias ({@code l_addr}), an unsigned number of 64 bits: what is added to an
 *     address in the image
 * @param span the bytes of address space that the image covers
 * @param held the bytes of memory of what the loader has made for the image: the copy of it, in
 *     whole pages, which is what its pages are mapped from and what its symbols are read from
 *     (those of a small image are read from a second copy in the heap, which is counted too), and
 *     the object that stands for it in ld.so. They can't be given back. Pages that have been
 *     written to, by relocations or by the plugin, are private copies and come on top. Of an image
 *     that is mapped from its own file it is the latter object alone, and 0 of a {@code shared} one
 * @param segments the image's PT_LOAD entries
 * @param needed the sonames of {@code DT_NEEDED}
 * @param relocations how many relocations were applied
 * @param nanoseconds how long the open took, constructors included
 * @param shared whether it is the process's own copy (the C library, say), found there and not
 *     mapped a second time
 */
public record ImageInfo(
    long base,
    long span,
    long held,
    List<ProgramHeader> segments,
    List<String> needed,
    long relocations,
    long nanoseconds,
    boolean shared) {

  /** Copies the lists. */
  public ImageInfo {
    segments = List.copyOf(segments);
    needed = List.copyOf(needed);
  }

  /**
   * Where an address of the image lies in the process.
   *
   * @param vaddr an address in the image
   * @return the address in the process, an unsigned number of 64 bits
   */
  public long address(Vaddr vaddr) {
    return base + vaddr.value();
  }
}
