package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Walks the notes of an image (gABI, "Note Section"). Nothing is loaded by them, so damaged ones
 * are passed over.
 */
final class Notes {
  private static final int NT_GNU_BUILD_ID = 3;
  private static final int HEADER = 12;

  /** {@code GNU} and a NUL, as a little-endian word. */
  private static final int GNU = 0x00554e47;

  private Notes() {}

  static Optional<String> buildId(ElfBytes file, List<ProgramHeader> headers) {
    for (int i = 0; i < headers.size(); i++) {
      ProgramHeader header = headers.get(i);
      if (header.type() == ProgramHeader.PT_NOTE && inFile(file, header)) {
        String id =
            buildId(
                file.window(header.offset(), header.fileSize(), "PT_NOTE", -1),
                header.align() == 8 ? 8 : 4);
        if (id != null) {
          return Optional.of(id);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean inFile(ElfBytes file, ProgramHeader header) {
    return header.offset() >= 0
        && header.offset() <= file.size()
        && header.fileSize() >= 0
        && header.fileSize() <= Math.min(file.size() - header.offset(), Integer.MAX_VALUE);
  }

  private static String buildId(ByteBuffer notes, int align) {
    long at = 0;
    while (at <= notes.limit() - HEADER) {
      int start = (int) at;
      long name = notes.getInt(start) & 0xffffffffL;
      long size = notes.getInt(start + 4) & 0xffffffffL;
      long content = at + aligned(HEADER + name, align);
      if (content + size > notes.limit()) {
        return null;
      }
      if (notes.getInt(start + 8) == NT_GNU_BUILD_ID
          && name == 4
          && notes.getInt(start + HEADER) == GNU) {
        return hex(notes, (int) content, (int) size);
      }
      at = content + aligned(size, align);
    }
    return null;
  }

  private static long aligned(long size, int align) {
    return (size + align - 1) & -align;
  }

  private static String hex(ByteBuffer bytes, int start, int size) {
    StringBuilder hex = new StringBuilder(size * 2);
    for (int i = start; i < start + size; i++) {
      hex.append(Character.forDigit(bytes.get(i) >> 4 & 15, 16))
          .append(Character.forDigit(bytes.get(i) & 15, 16));
    }
    return hex.toString();
  }
}
