package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What a loader reads or maps of a shared object's file: the headers, the loadable segments up to
 * the ends of their pages, and the notes. All else, debug information above all, it can do without.
 *
 * <p>The parts of a file follow from its first bytes and its program header table alone. Nothing is
 * refused here: who reads the parts will find out what is wrong with them.
 */
public final class FileParts {
  /** The first bytes of a file, in which most files have their program headers, too. */
  public static final int HEAD = 4096;

  private static final long PAGE = 4096;

  /** To copy so much costs no more than to leave it out. */
  private static final long GAP = 4 * PAGE;

  private static final int PN_XNUM = 0xffff;
  private static final int SHN_XINDEX = 0xffff;

  private final long fileSize;
  private final FilePart[] parts;
  private int count;

  private FileParts(long fileSize, int most) {
    this.fileSize = fileSize;
    this.parts = new FilePart[most];
  }

  /**
   * Where a file has its program headers.
   *
   * @param head the first {@link #HEAD} bytes of the file, or all of a shorter one
   * @param fileSize the file's bytes
   * @return the range of the table; empty where there is none in the file, or the file is another
   *     than an ELF64 file
   */
  public static FilePart programHeaders(MemorySegment head, long fileSize) {
    ByteBuffer header = header(head);
    if (header == null || Short.toUnsignedInt(header.getShort(54)) != ProgramHeaderTable.ENTRY) {
      return new FilePart(0, 0);
    }
    long offset = header.getLong(32);
    long size = Short.toUnsignedLong(header.getShort(56)) * ProgramHeaderTable.ENTRY;
    return offset < 0 || offset > fileSize || size > fileSize - offset
        ? new FilePart(0, 0)
        : new FilePart(offset, size);
  }

  /** The ELF header; null if it is that of another file, or counts stand elsewhere. */
  private static ByteBuffer header(MemorySegment head) {
    if (head.byteSize() < FileHeader.SIZE) {
      return null;
    }
    ByteBuffer header = ElfBytes.buffer(head.asSlice(0, FileHeader.SIZE));
    boolean elf64 = header.getInt(0) == 0x464c457f && header.getShort(4) == 0x0102;
    boolean extended =
        Short.toUnsignedInt(header.getShort(56)) == PN_XNUM
            || Short.toUnsignedInt(header.getShort(62)) == SHN_XINDEX
            || (header.getLong(40) != 0 && header.getShort(60) == 0);
    return elf64 && !extended ? header : null;
  }

  /**
   * The parts of a file.
   *
   * @param head as for {@link #programHeaders}
   * @param table the bytes of the file in the range that {@link #programHeaders} gives
   * @param fileSize the file's bytes
   * @return the parts, in ascending order, none touching another; all of the file in one where its
   *     headers do not tell
   */
  public static List<FilePart> of(MemorySegment head, MemorySegment table, long fileSize) {
    ByteBuffer header = header(head);
    if (header == null || table.byteSize() == 0) {
      return List.of(new FilePart(0, fileSize));
    }
    int segments = (int) (table.byteSize() / ProgramHeaderTable.ENTRY);
    FileParts parts = new FileParts(fileSize, segments + 3);
    parts.add(0, head.byteSize());
    parts.add(header.getLong(32), table.byteSize());
    parts.add(
        header.getLong(40),
        Short.toUnsignedLong(header.getShort(60)) * FileHeader.SECTION_HEADER_SIZE);
    ByteBuffer entries = ElfBytes.buffer(table);
    for (int i = 0; i < segments; i++) {
      int at = i * ProgramHeaderTable.ENTRY;
      int type = entries.getInt(at);
      long offset = entries.getLong(at + 8);
      long size = entries.getLong(at + 32);
      if (type == ProgramHeader.PT_LOAD) {
        parts.addPages(offset, size);
      } else if (type == ProgramHeader.PT_NOTE) {
        parts.add(offset, size);
      }
    }
    return parts.merged();
  }

  /**
   * The parts of a file whose bytes are there, or at least those of its parts.
   *
   * @param file a file's parts at their places, whatever lies between them
   * @return as {@link #of(MemorySegment, MemorySegment, long)}
   */
  public static List<FilePart> of(MemorySegment file) {
    MemorySegment head = file.asSlice(0, Math.min(HEAD, file.byteSize()));
    FilePart table = programHeaders(head, file.byteSize());
    return of(head, file.asSlice(table.offset(), table.size()), file.byteSize());
  }

  /**
   * Whether an image's bytes are all those of its file.
   *
   * @param image a file's parts at their places, whatever lies between them
   */
  public static boolean complete(MemorySegment image) {
    return of(image).getFirst().size() == image.byteSize();
  }

  /**
   * Whether an image is made of the parts of a file.
   *
   * @param image a file's parts at their places, whatever lies between them
   * @param file all bytes of a file
   */
  public static boolean same(MemorySegment image, MemorySegment file) {
    if (image.byteSize() != file.byteSize()) {
      return false;
    }
    for (FilePart part : of(image)) {
      MemorySegment held = image.asSlice(part.offset(), part.size());
      if (held.mismatch(file.asSlice(part.offset(), part.size())) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** What is mapped is whole pages. */
  private void addPages(long offset, long size) {
    if (offset >= 0 && size > 0 && size <= fileSize && offset <= fileSize - size) {
      long start = offset & -PAGE;
      long end = Math.min((offset + size + PAGE - 1) & -PAGE, fileSize);
      add(start, end - start);
    }
  }

  /** Adds what lies in the file. */
  private void add(long offset, long size) {
    if (offset >= 0 && size > 0 && size <= fileSize && offset <= fileSize - size) {
      parts[count++] = new FilePart(offset, size);
    }
  }

  private List<FilePart> merged() {
    Arrays.sort(parts, 0, count);
    int last = 0;
    for (int i = 1; i < count; i++) {
      FilePart before = parts[last];
      if (parts[i].offset() - before.end() <= GAP) {
        long end = Math.max(before.end(), parts[i].end());
        parts[last] = new FilePart(before.offset(), end - before.offset());
      } else {
        parts[++last] = parts[i];
      }
    }
    if (fileSize - parts[last].end() <= GAP) {
      parts[last] = new FilePart(parts[last].offset(), fileSize - parts[last].offset());
    }
    return List.of(Arrays.copyOf(parts, last + 1));
  }
}
