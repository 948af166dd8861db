package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;

/** Where the addresses of an image lie in its file: the loadable segments, read by address. */
final class LoadMap {
  private final ElfBytes file;
  private final List<ProgramHeader> segments;

  LoadMap(ElfBytes file, List<ProgramHeader> segments) {
    this.file = file;
    this.segments = segments;
  }

  /** The loadable segment whose memory holds a range, or null. */
  ProgramHeader holding(long start, long size) {
    Vaddr from = new Vaddr(start);
    for (int i = 0; i < segments.size(); i++) {
      ProgramHeader segment = segments.get(i);
      if (segment.contains(from, size)) {
        return segment;
      }
    }
    return null;
  }

  /**
   * How many bytes the file has from an address to the end of its segment's file part; -1 if none.
   */
  private long available(ProgramHeader segment, long start) {
    return segment == null ? -1 : segment.fileSize() - (start - segment.vaddr().value());
  }

  /**
   * The file's bytes at an address.
   *
   * @param field the field that claims the range
   * @param at where that field lies in the file, or -1
   * @throws ElfException if a byte of the range is in no loadable segment, or in the part that is
   *     not in the file
   */
  MemorySegment slice(long start, long size, String field, long at) {
    ProgramHeader segment = holding(start, size);
    long available = available(segment, start);
    if (available < 0 || size > available) {
      throw file.bad(
          field,
          at,
          "0x"
              + Long.toHexString(size)
              + " bytes at address 0x"
              + Long.toHexString(start)
              + " are not in the file part of a loadable segment");
    }
    return file.slice(segment.offset() + (start - segment.vaddr().value()), size, field, at);
  }

  /** Where the byte at an address lies in the file; the address has been checked. */
  long offset(long start) {
    ProgramHeader segment = holding(start, 0);
    return segment.offset() + (start - segment.vaddr().value());
  }

  ByteBuffer window(long start, long size, String field, long at) {
    return ElfBytes.buffer(slice(start, size, field, at));
  }

  /**
   * All of the file's bytes from an address to the end of its segment, for a table whose size is
   * known only by reading it.
   */
  MemorySegment rest(long start, long least, String field, long at) {
    long available = available(holding(start, least), start);
    return slice(start, Math.min(Math.max(available, least), Integer.MAX_VALUE), field, at);
  }
}
