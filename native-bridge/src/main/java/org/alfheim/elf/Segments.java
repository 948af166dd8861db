package org.alfheim.elf;

import static org.alfheim.elf.ProgramHeader.PT_DYNAMIC;
import static org.alfheim.elf.ProgramHeader.PT_GNU_RELRO;
import static org.alfheim.elf.ProgramHeader.PT_LOAD;
import static org.alfheim.elf.ProgramHeader.PT_TLS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The program header table of a shared object, checked for what a loader does with it. */
final class Segments {
  /** The page of AMD64. */
  private static final long PAGE = 4096;

  /** Addresses from here on are the kernel's. */
  private static final long ADDRESS_LIMIT = 1L << 47;

  /** The largest alignment that is worth reserving address space for. */
  private static final long ALIGN_LIMIT = 1L << 30;

  /** Each thread's block is aligned so, and the image's copy in memory is padded up to it. */
  private static final long TLS_ALIGN_LIMIT = 1L << 21;

  /** More for each thread, and the C library ends the process when it cannot have it. */
  private static final long TLS_LIMIT = 1L << 30;

  private static final String TRUNCATED = "get a complete copy of the file";

  // Where the fields lie in a program header.
  private static final int P_TYPE = 0;
  private static final int P_OFFSET = 8;
  private static final int P_VADDR = 16;
  private static final int P_FILESZ = 32;
  private static final int P_MEMSZ = 40;
  private static final int P_ALIGN = 48;

  private final ElfBytes file;
  private final List<ProgramHeader> all;
  private final long tableOffset;
  private final List<ProgramHeader> loadable;
  private final LoadMap image;

  private Segments(ElfBytes file, FileHeader header) {
    this.file = file;
    this.all = ProgramHeaderTable.read(file, header);
    this.tableOffset = header.programHeaderOffset();
    this.loadable = checkedLoadable();
    this.image = new LoadMap(file, loadable);
  }

  /**
   * Reads and checks the program header table.
   *
   * @throws ElfException if a segment cannot be mapped, or PT_TLS or PT_GNU_RELRO does not describe
   *     one that is
   */
  static Segments read(ElfBytes file, FileHeader header) {
    Segments segments = new Segments(file, header);
    segments.checkThreadLocal();
    segments.checkSealed();
    return segments;
  }

  /** All program headers in the order of the file. */
  List<ProgramHeader> all() {
    return all;
  }

  /** The segments to map. */
  List<ProgramHeader> loadable() {
    return loadable;
  }

  /** The segments to map, by address. */
  LoadMap image() {
    return image;
  }

  /** The first program header of a type, or null. */
  ProgramHeader first(int type) {
    int index = indexOf(type, 0);
    return index < 0 ? null : all.get(index);
  }

  /** The dynamic section, where it will lie in memory. */
  DynamicSection dynamic() {
    int index = only(PT_DYNAMIC, "PT_DYNAMIC");
    if (index < 0) {
      throw file.bad(
          "PT_DYNAMIC",
          -1,
          "no dynamic section, so nothing to bind and nothing to relocate by",
          "link it as a shared object: gcc -shared");
    }
    ProgramHeader segment = all.get(index);
    if (segment.fileSize() == 0) {
      throw bad(index, P_FILESZ, "p_filesz", "the dynamic section is not in the file", "");
    }
    long start = segment.vaddr().value();
    return DynamicSection.read(
        file,
        image.window(start, segment.fileSize(), "PT_DYNAMIC", at(index, P_VADDR)),
        image.offset(start));
  }

  private List<ProgramHeader> checkedLoadable() {
    List<ProgramHeader> found = new ArrayList<>(all.size());
    ProgramHeader before = null;
    for (int i = 0; i < all.size(); i++) {
      ProgramHeader segment = all.get(i);
      if (segment.type() == PT_LOAD && (segment.memorySize() != 0 || segment.fileSize() != 0)) {
        checkSizes(i);
        checkAlignment(i);
        checkPlace(i, before);
        found.add(segment);
        before = segment;
      }
    }
    if (found.isEmpty()) {
      throw file.bad("PT_LOAD", -1, "no loadable segment");
    }
    return Collections.unmodifiableList(found);
  }

  private void checkSizes(int index) {
    ProgramHeader segment = all.get(index);
    long fileSize = segment.fileSize();
    if (Long.compareUnsigned(fileSize, segment.memorySize()) > 0) {
      throw bad(
          index,
          P_FILESZ,
          "p_filesz",
          "a segment has more bytes in the file than in memory: "
              + hex(fileSize)
              + " and "
              + hex(segment.memorySize()),
          "");
    }
    long offset = segment.offset();
    long size = file.size();
    if (fileSize != 0
        && (offset < 0 || offset > size || fileSize < 0 || fileSize > size - offset)) {
      throw bad(
          index,
          P_OFFSET,
          "p_offset",
          "truncated or damaged file: a segment of "
              + hex(fileSize)
              + " bytes begins at offset "
              + hex(offset)
              + ", and the file has "
              + hex(size)
              + " bytes",
          TRUNCATED);
    }
  }

  private void checkAlignment(int index) {
    ProgramHeader segment = all.get(index);
    if (!isAlignment(segment.align())) {
      throw badAlignment(index);
    }
    if (((segment.vaddr().value() - segment.offset()) & (PAGE - 1)) != 0) {
      throw bad(
          index,
          P_VADDR,
          "p_vaddr",
          "a segment cannot be mapped: its address "
              + segment.vaddr()
              + " and its offset "
              + hex(segment.offset())
              + " differ by no multiple of a page",
          "link it with -z max-page-size=4096");
    }
  }

  private static boolean isAlignment(long align) {
    return (align & (align - 1)) == 0 && align >= 0 && align <= ALIGN_LIMIT;
  }

  private ElfException badAlignment(int index) {
    return bad(
        index,
        P_ALIGN,
        "p_align",
        "an alignment of " + hex(all.get(index).align()) + " is no power of two up to 1 GiB",
        "");
  }

  private void checkPlace(int index, ProgramHeader before) {
    ProgramHeader segment = all.get(index);
    long start = segment.vaddr().value();
    if (start < 0
        || start > ADDRESS_LIMIT
        || segment.memorySize() < 0
        || segment.memorySize() > ADDRESS_LIMIT - start) {
      throw bad(
          index,
          P_VADDR,
          "p_vaddr",
          "a segment of "
              + hex(segment.memorySize())
              + " bytes at address "
              + segment.vaddr()
              + " leaves the address space of a process",
          "");
    }
    if (before == null) {
      return;
    }
    long end = before.end().value();
    if (start < before.vaddr().value()) {
      throw badPlace(index, "is below the one before it, which begins at " + before.vaddr());
    }
    if (start < end) {
      throw badPlace(index, "overlaps the one before it, which ends at " + hex(end));
    }
    if ((start & -PAGE) < end) {
      throw badPlace(index, "shares a page with the one before it, which ends at " + hex(end));
    }
  }

  private ElfException badPlace(int index, String problem) {
    return bad(
        index, P_VADDR, "p_vaddr", "the segment at " + all.get(index).vaddr() + " " + problem, "");
  }

  private void checkThreadLocal() {
    int index = only(PT_TLS, "PT_TLS");
    if (index < 0) {
      return;
    }
    ProgramHeader segment = all.get(index);
    checkSizes(index);
    if (!isAlignment(segment.align())) {
      throw badAlignment(index);
    }
    if (segment.align() > TLS_ALIGN_LIMIT) {
      throw bad(
          index,
          P_ALIGN,
          "p_align",
          "thread-local storage with an alignment of "
              + hex(segment.align())
              + " bytes, more than 2 MiB",
          "");
    }
    if (segment.memorySize() < 0 || segment.memorySize() > TLS_LIMIT) {
      throw bad(
          index,
          P_MEMSZ,
          "p_memsz",
          "thread-local storage of " + hex(segment.memorySize()) + " bytes is more than 1 GiB",
          "");
    }
    if (segment.fileSize() != 0) {
      image.slice(segment.vaddr().value(), segment.fileSize(), "PT_TLS", at(index, P_VADDR));
    }
  }

  /**
   * What is sealed has to begin in a loadable segment. It may reach past its end: linkers round it
   * up to the largest page that they know of, and nobody has more than the segment to protect.
   */
  private void checkSealed() {
    int index = only(PT_GNU_RELRO, "PT_GNU_RELRO");
    if (index < 0 || all.get(index).memorySize() == 0) {
      return;
    }
    ProgramHeader segment = all.get(index);
    long start = segment.vaddr().value();
    if (image.holding(start, 0) == null
        || segment.memorySize() < 0
        || segment.memorySize() > ADDRESS_LIMIT - start) {
      throw bad(
          index,
          P_VADDR,
          "p_vaddr",
          "PT_GNU_RELRO of "
              + hex(segment.memorySize())
              + " bytes at "
              + segment.vaddr()
              + " is not in a loadable segment",
          "");
    }
  }

  /** The place of the one program header of a type, -1 if there is none. */
  private int only(int type, String name) {
    int index = indexOf(type, 0);
    int second = index < 0 ? -1 : indexOf(type, index + 1);
    if (second >= 0) {
      throw bad(second, P_TYPE, "p_type", "there is more than one " + name, "");
    }
    return index;
  }

  private int indexOf(int type, int from) {
    for (int i = from; i < all.size(); i++) {
      if (all.get(i).type() == type) {
        return i;
      }
    }
    return -1;
  }

  private ElfException bad(int index, int field, String name, String problem, String cure) {
    return file.bad(name, at(index, field), problem, cure);
  }

  /** Where a field of a program header lies in the file. */
  private long at(int index, int field) {
    return tableOffset + (long) index * ProgramHeaderTable.ENTRY + field;
  }

  private static String hex(long value) {
    return ElfBytes.hex(value);
  }
}
