package org.alfheim.internal.search;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.names.RawText;

/**
 * The names in the dynamic section of a library. Nothing else of the file is read, however long it
 * is.
 *
 * @param filter whether it has {@code DT_AUXILIARY} or {@code DT_FILTER}; if so, the lists may be
 *     empty
 * @param needed {@code DT_NEEDED}
 * @param paths {@code DT_RUNPATH} and {@code DT_RPATH}
 */
record LibraryNames(boolean filter, List<String> needed, List<String> paths) {
  private static final int HEADER = 64;
  private static final int ELFMAG = 0x464c457f;
  private static final int E_PHOFF = 32;
  private static final int E_PHENTSIZE = 54;
  private static final int E_PHNUM = 56;
  private static final int PHENTSIZE = 56;
  private static final int P_OFFSET = 8;
  private static final int P_VADDR = 16;
  private static final int P_FILESZ = 32;
  private static final int ENTRY = 16;
  private static final int LONGEST_SECTION = 1 << 20;
  private static final int LONGEST_NAME = 1 << 12;

  /**
   * Reads them.
   *
   * @param file the library
   * @return the names; empty if they are not where an ELF file has them
   */
  static Optional<LibraryNames> read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return Optional.of(read(channel));
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  private static LibraryNames read(FileChannel file) throws IOException {
    ByteBuffer header = bytes(file, 0, HEADER);
    if (header.limit() < HEADER
        || header.getInt(0) != ELFMAG
        || header.getShort(E_PHENTSIZE) != PHENTSIZE) {
      throw new EOFException();
    }
    int count = Short.toUnsignedInt(header.getShort(E_PHNUM));
    ByteBuffer segments = bytes(file, header.getLong(E_PHOFF), count * PHENTSIZE);
    int dynamic = -1;
    for (int at = 0; at + PHENTSIZE <= segments.limit(); at += PHENTSIZE) {
      if (segments.getInt(at) == ProgramHeader.PT_DYNAMIC) {
        dynamic = at;
      }
    }
    if (dynamic < 0) {
      return new LibraryNames(false, List.of(), List.of());
    }
    long size = segments.getLong(dynamic + P_FILESZ);
    ByteBuffer section =
        bytes(
            file,
            offset(segments, segments.getLong(dynamic + P_VADDR)),
            Math.clamp(size, 0, LONGEST_SECTION));
    return read(file, segments, section);
  }

  private static LibraryNames read(FileChannel file, ByteBuffer segments, ByteBuffer section)
      throws IOException {
    List<Long> needed = new ArrayList<>();
    List<Long> paths = new ArrayList<>();
    long strings = 0;
    for (int at = 0; at + ENTRY <= section.limit(); at += ENTRY) {
      long tag = section.getLong(at);
      long value = section.getLong(at + ENTRY / 2);
      if (tag == DynamicSection.DT_NULL) {
        break;
      } else if (tag == DynamicSection.DT_AUXILIARY || tag == DynamicSection.DT_FILTER) {
        return new LibraryNames(true, List.of(), List.of());
      } else if (tag == DynamicSection.DT_NEEDED) {
        needed.add(value);
      } else if (tag == DynamicSection.DT_RUNPATH || tag == DynamicSection.DT_RPATH) {
        paths.add(value);
      } else if (tag == DynamicSection.DT_STRTAB) {
        strings = value;
      }
    }
    return new LibraryNames(
        false, names(file, segments, strings, needed), names(file, segments, strings, paths));
  }

  private static List<String> names(
      FileChannel file, ByteBuffer segments, long strings, List<Long> places) throws IOException {
    List<String> names = new ArrayList<>();
    for (long place : places) {
      byte[] bytes = bytes(file, offset(segments, strings + place), LONGEST_NAME).array();
      int end = 0;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      names.add(RawText.decode(Arrays.copyOf(bytes, end)));
    }
    return names;
  }

  /** Where the file has what lies at an address in memory. */
  private static long offset(ByteBuffer segments, long address) throws EOFException {
    for (int at = 0; at + PHENTSIZE <= segments.limit(); at += PHENTSIZE) {
      long inside = address - segments.getLong(at + P_VADDR);
      if (segments.getInt(at) == ProgramHeader.PT_LOAD
          && Long.compareUnsigned(inside, segments.getLong(at + P_FILESZ)) < 0) {
        return segments.getLong(at + P_OFFSET) + inside;
      }
    }
    throw new EOFException();
  }

  /** As many bytes as the file has there; what it does not have is 0. */
  private static ByteBuffer bytes(FileChannel file, long offset, int size) throws IOException {
    if (offset < 0) {
      throw new EOFException();
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) >= 0) {
      // A file may be read in pieces.
    }
    return bytes.flip();
  }
}
