package org.alfheim.internal.relocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;

/**
 * Where an image's segments go, page by page (gABI, "Program Loading").
 *
 * @param start the first page of the image
 * @param size the bytes from there to the end of the last page
 * @param align the alignment that the load bias has to have: the largest {@code p_align}, at least
 *     a page
 * @param mappings what to do, in this order
 * @param sealed the pages to make read-only after relocation (PT_GNU_RELRO), cut to whole pages as
 *     glibc does, and to the image
 */
public record Layout(
    Vaddr start, long size, long align, List<Mapping> mappings, Optional<Range> sealed) {

  /** The page size of the psABI's processor as Linux uses it. */
  public static final long PAGE = 4096;

  /**
   * The end of the address space that a process has on this architecture with four-level page
   * tables.
   */
  private static final long USER_SPACE = 1L << 47;

  /**
   * A range of an image.
   *
   * @param start its first byte
   * @param size its bytes
   */
  public record Range(Vaddr start, long size) {
    private boolean overlaps(Vaddr other, long otherSize) {
      return other.compareTo(start.plus(size)) < 0 && start.compareTo(other.plus(otherSize)) < 0;
    }
  }

  /** Copies the list. */
  public Layout {
    mappings = List.copyOf(mappings);
  }

  /** The first address after the image's last page. */
  public Vaddr end() {
    return start.plus(size);
  }

  /** Whether every byte of a range lies between the image's first page and its last. */
  boolean holds(Vaddr first, long bytes) {
    long distance = first.minus(start);
    return distance >= 0 && bytes >= 0 && bytes <= size - distance;
  }

  /**
   * Lays out an image.
   *
   * @param image a checked image
   * @return its layout
   * @throws ElfException if a segment is writable and executable at once, or the segments span more
   *     than a process can hold
   */
  public static Layout of(SharedObject image) {
    List<Mapping> mappings = new ArrayList<>();
    List<ProgramHeader> loads = image.loadSegments();
    long align = PAGE;
    ProgramHeader previous = null;
    for (ProgramHeader load : loads) {
      if (previous != null && share(previous, load)) {
        throw new ElfException(
            image.name(),
            "p_vaddr",
            -1,
            "the segments at "
                + previous.vaddr()
                + " and "
                + load.vaddr()
                + " share a page and differ in what is permitted there",
            "link it with -z max-page-size=4096 or more");
      }
      previous = load;
      if (load.writable() && load.executable()) {
        throw new ElfException(
            image.name(),
            "p_flags",
            -1,
            "the segment at " + load.vaddr() + " is writable and executable at once",
            "link it without -N and without a linker script that merges text and data");
      }
      align = Math.max(align, load.align());
      addMappings(load, mappings);
    }
    Vaddr start = pageDown(loads.getFirst().vaddr());
    Vaddr end = pageUp(loads.getLast().end());
    if (Long.compareUnsigned(end.value(), USER_SPACE) >= 0 || align > USER_SPACE) {
      throw new ElfException(
          image.name(),
          "p_memsz",
          -1,
          "the segments end at " + end + ", beyond the 47 bits of a process's address space",
          "link it again; the program headers are damaged");
    }
    return new Layout(start, end.minus(start), align, mappings, sealed(image));
  }

  private static void addMappings(ProgramHeader load, List<Mapping> mappings) {
    Vaddr first = pageDown(load.vaddr());
    Vaddr fileEnd = load.vaddr().plus(load.fileSize());
    Vaddr fileLimit = pageUp(fileEnd);
    if (load.fileSize() > 0) {
      mappings.add(
          new Mapping.FilePages(
              first,
              fileLimit.minus(first),
              load.offset() & -PAGE,
              load.writable(),
              load.executable()));
    } else {
      fileLimit = first;
    }
    Vaddr end = load.end();
    if (load.memorySize() > load.fileSize()
        && load.fileSize() > 0
        && fileLimit.minus(fileEnd) > 0) {
      mappings.add(
          new Mapping.Clearing(
              fileEnd, fileLimit.minus(fileEnd), load.writable(), load.executable()));
    }
    if (end.compareTo(fileLimit) > 0) {
      mappings.add(
          new Mapping.ZeroPages(
              fileLimit, pageUp(end).minus(fileLimit), load.writable(), load.executable()));
    }
  }

  /**
   * How much of an image's memory there is from an address on.
   *
   * @param image a checked image
   * @param start the address
   * @param executable whether only code counts
   * @return the bytes up to the end of the segment; 0 if the address is in none
   */
  public static long room(SharedObject image, Vaddr start, boolean executable) {
    for (ProgramHeader load : image.loadSegments()) {
      if (load.contains(start, 1) && (load.executable() || !executable)) {
        return load.end().minus(start);
      }
    }
    return 0;
  }

  /**
   * Whether a range of an image may be written once the image is in use.
   *
   * @param image a checked image
   * @param start the first byte of the range
   * @param size its bytes
   * @return whether it lies in a writable segment and outside of what is sealed after relocation
   */
  public static boolean writable(SharedObject image, Vaddr start, long size) {
    boolean inside = false;
    for (ProgramHeader load : image.loadSegments()) {
      inside |= load.writable() && load.contains(start, size);
    }
    Optional<Range> sealed = sealed(image);
    return inside && (sealed.isEmpty() || !sealed.get().overlaps(start, size));
  }

  /** Whether an address of an image lies in its code. */
  public static boolean executable(SharedObject image, Vaddr vaddr) {
    for (ProgramHeader load : image.loadSegments()) {
      if (load.executable() && load.contains(vaddr, 1)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Range> sealed(SharedObject image) {
    Optional<ProgramHeader> relro = image.segment(ProgramHeader.PT_GNU_RELRO);
    return relro.isPresent() ? sealed(image, relro.get()) : Optional.empty();
  }

  private static boolean share(ProgramHeader first, ProgramHeader second) {
    return pageDown(second.vaddr()).compareTo(pageUp(first.end())) < 0
        && (first.writable() != second.writable() || first.executable() != second.executable());
  }

  /*
   * glibc seals from the page that PT_GNU_RELRO begins in to the last page that it fills. Where
   * that reaches past the image, linked for larger pages than this processor's, it is the image
   * that counts.
   */
  private static Optional<Range> sealed(SharedObject image, ProgramHeader relro) {
    Vaddr start = pageDown(relro.vaddr());
    Vaddr end = pageDown(relro.end());
    Vaddr limit = start;
    for (ProgramHeader load : image.loadSegments()) {
      boolean begins = load.contains(relro.vaddr(), Math.min(relro.memorySize(), 1));
      boolean continues = limit.compareTo(start) > 0 && load.vaddr().compareTo(end) < 0;
      if (load.writable() && (begins || continues)) {
        limit = pageUp(load.end());
      } else if (continues) {
        break;
      }
    }
    Vaddr last = end.compareTo(limit) < 0 ? end : limit;
    return last.compareTo(start) <= 0
        ? Optional.empty()
        : Optional.of(new Range(start, last.minus(start)));
  }

  public static Vaddr pageDown(Vaddr vaddr) {
    return new Vaddr(vaddr.value() & -PAGE);
  }

  static Vaddr pageUp(Vaddr vaddr) {
    return new Vaddr((vaddr.value() + PAGE - 1) & -PAGE);
  }
}
