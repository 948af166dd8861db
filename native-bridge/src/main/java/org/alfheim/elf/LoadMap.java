package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;

/** Where the addresses of an image lie in its file: the loadable segments, read by address. */
final class LoadMap {
  private final ElfBytes file;
  private final List<ProgramHeader> segments;

  /** Where each begins. */
  private final long[] starts;

  /**
   * A map of segments.
   *
   * @param segments in ascending order, not overlapping
   */
  LoadMap(ElfBytes file, List<ProgramHeader> segments) {
    this.file = file;
    this.segments = segments;
    this.starts = new long[segments.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = segments.get(i).vaddr().value();
    }
  }

  /** The segment whose memory holds a range, or null. */
  ProgramHeader holding(long start, long size) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (Long.compareUnsigned(starts[middle], start) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    ProgramHeader segment = segments.get(low);
    long distance = start - starts[low];
    boolean within =
        distance >= 0
            && distance <= segment.memorySize()
            && size >= 0
            && size <= segment.memorySize() - distance;
    return within ? segment : null;
  }

  /** Where the byte at an address lies in the file; the address has been checked. */
  long offset(long start) {
    ProgramHeader segment = holding(start, 0);
    return segment.offset() + (start - segment.vaddr().value());
  }

  /**
   * The file's bytes at an address.
   *
   * @param field the field that claims the range
   * @param at where that field lies in the file, or -1
   * @throws ElfException if a byte of the range is in no segment, or in the part that the file does
   *     not have
   */
  MemorySegment slice(long start, long size, String field, long at) {
    ProgramHeader segment = holding(start, size);
    if (segment == null || size > available(segment, start)) {
      throw file.bad(
          field,
          at,
          ElfBytes.hex(size)
              + " bytes at address "
              + ElfBytes.hex(start)
              + " are not in the file part of a loadable segment");
    }
    if (size == 0) {
      return file.segment().asSlice(0, 0);
    }
    return file.slice(segment.offset() + (start - segment.vaddr().value()), size, field, at);
  }

  /** The file's bytes at an address, to read from, as {@link #slice}. */
  ByteBuffer window(long start, long size, String field, long at) {
    return ElfBytes.buffer(slice(start, size, field, at));
  }

  /**
   * The file's bytes from an address to the end of its segment, for a table whose size only its
   * content tells.
   *
   * @param least the bytes that have to be there
   * @throws ElfException as {@link #slice}, if there are fewer than {@code least}
   */
  MemorySegment rest(long start, long least, String field, long at) {
    ProgramHeader segment = holding(start, least);
    long size = segment == null ? least : Math.max(least, available(segment, start));
    return slice(start, Math.min(size, Integer.MAX_VALUE), field, at);
  }

  /**
   * How many bytes the file has from an address on to the end of its segment; negative if it has
   * none.
   */
  private static long available(ProgramHeader segment, long start) {
    return segment.fileSize() - (start - segment.vaddr().value());
  }
}
