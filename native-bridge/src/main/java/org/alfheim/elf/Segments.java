package org.alfheim.elf;

import static org.alfheim.elf.ProgramHeader.PT_DYNAMIC;
import static org.alfheim.elf.ProgramHeader.PT_GNU_EH_FRAME;
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

  private final ElfBytes file;
  private final List<ProgramHeader> all;
  private final long tableOffset;
  private final List<ProgramHeader> loadable;
  private final LoadMap image;

  private Segments(ElfBytes file, List<ProgramHeader> all, long tableOffset) {
    this.file = file;
    this.all = all;
    this.tableOffset = tableOffset;
    this.loadable = loadable(all);
    this.image = new LoadMap(file, loadable);
  }

  static Segments read(ElfBytes file, FileHeader header) {
    Segments segments =
        new Segments(file, ProgramHeaderTable.read(file, header), header.programHeaderOffset());
    segments.checkLoadable();
    segments.checkThreadLocal();
    segments.checkCovered(PT_GNU_RELRO, "PT_GNU_RELRO");
    segments.checkCovered(PT_GNU_EH_FRAME, "PT_GNU_EH_FRAME");
    return segments;
  }

  List<ProgramHeader> all() {
    return all;
  }

  List<ProgramHeader> loadable() {
    return loadable;
  }

  LoadMap image() {
    return image;
  }

  /** The first program header of a type, or null. */
  ProgramHeader first(int type) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).type() == type) {
        return all.get(i);
      }
    }
    return null;
  }

  DynamicSection dynamic() {
    ProgramHeader segment = only(PT_DYNAMIC, "PT_DYNAMIC");
    if (segment == null) {
      throw file.bad(
          "PT_DYNAMIC",
          -1,
          "no dynamic section, so nothing to bind and nothing to relocate by",
          "link it as a shared object: gcc -shared");
    }
    if (segment.fileSize() == 0) {
      throw bad(
          segment,
          32,
          "p_filesz",
          "the dynamic section is not in the file",
          "this looks like the debug information that objcopy --only-keep-debug sets apart; open the library itself");
    }
    long start = segment.vaddr().value();
    return DynamicSection.read(
        file,
        image.window(start, segment.fileSize(), "PT_DYNAMIC", at(segment, 16)),
        image.offset(start));
  }

  private static List<ProgramHeader> loadable(List<ProgramHeader> all) {
    List<ProgramHeader> loadable = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      ProgramHeader segment = all.get(i);
      if (segment.type() == PT_LOAD && (segment.memorySize() != 0 || segment.fileSize() != 0)) {
        loadable.add(segment);
      }
    }
    return Collections.unmodifiableList(loadable);
  }

  private void checkLoadable() {
    if (loadable.isEmpty()) {
      throw file.bad("PT_LOAD", -1, "no loadable segment");
    }
    ProgramHeader before = null;
    for (int i = 0; i < loadable.size(); i++) {
      ProgramHeader segment = loadable.get(i);
      checkSizes(segment);
      checkAlignment(segment);
      checkPlace(segment, before);
      before = segment;
    }
  }

  private void checkSizes(ProgramHeader segment) {
    if (Long.compareUnsigned(segment.fileSize(), segment.memorySize()) > 0) {
      throw bad(
          segment,
          32,
          "p_filesz",
          "a segment with more bytes in the file than in memory: "
              + hex(segment.fileSize())
              + " and "
              + hex(segment.memorySize()),
          "");
    }
    long size = file.size();
    if (segment.offset() < 0
        || segment.offset() > size
        || segment.fileSize() > size - segment.offset()) {
      throw bad(
          segment,
          8,
          "p_offset",
          "truncated or damaged file: a segment of "
              + hex(segment.fileSize())
              + " bytes begins at offset "
              + hex(segment.offset())
              + ", and the file has "
              + hex(size)
              + " bytes",
          "get a complete copy of the file");
    }
  }

  private void checkAlignment(ProgramHeader segment) {
    long align = segment.align();
    if ((align & (align - 1)) != 0) {
      throw bad(
          segment, 48, "p_align", "an alignment of " + hex(align) + " is no power of two", "");
    }
    if (align < 0 || align > ALIGN_LIMIT) {
      throw bad(
          segment, 48, "p_align", "an alignment of " + hex(align) + " is more than 1 GiB", "");
    }
    if (((segment.vaddr().value() - segment.offset()) & (PAGE - 1)) != 0) {
      throw bad(
          segment,
          16,
          "p_vaddr",
          "address "
              + segment.vaddr()
              + " and offset "
              + hex(segment.offset())
              + " differ by no multiple of a page, so the segment cannot be mapped",
          "link it with -z max-page-size=4096");
    }
  }

  private void checkPlace(ProgramHeader segment, ProgramHeader before) {
    long start = segment.vaddr().value();
    if (start < 0
        || start > ADDRESS_LIMIT
        || segment.memorySize() > ADDRESS_LIMIT - start
        || segment.memorySize() < 0) {
      throw bad(
          segment,
          16,
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
    if (start < before.vaddr().value()) {
      throw bad(
          segment,
          16,
          "p_vaddr",
          "loadable segments are not in ascending order of their addresses",
          "");
    }
    if (start < before.end().value()) {
      throw bad(
          segment,
          16,
          "p_vaddr",
          "a segment at "
              + segment.vaddr()
              + " overlaps the one before, which ends at "
              + before.end(),
          "");
    }
    if ((start & -PAGE) < before.end().value()) {
      throw bad(
          segment,
          16,
          "p_vaddr",
          "a segment at "
              + segment.vaddr()
              + " shares a page with the one before, which ends at "
              + before.end(),
          "link it with -z max-page-size=4096");
    }
  }

  private void checkThreadLocal() {
    ProgramHeader tls = only(PT_TLS, "PT_TLS");
    if (tls == null) {
      return;
    }
    checkSizes(tls);
    checkAlignment(tls.align());
    if (tls.memorySize() < 0 || tls.memorySize() > ADDRESS_LIMIT) {
      throw bad(
          tls, 40, "p_memsz", "thread-local storage of " + hex(tls.memorySize()) + " bytes", "");
    }
    if (tls.fileSize() != 0) {
      image.slice(tls.vaddr().value(), tls.fileSize(), "PT_TLS", at(tls, 16));
    }
  }

  private void checkAlignment(long align) {
    ProgramHeader tls = first(PT_TLS);
    if ((align & (align - 1)) != 0 || align < 0 || align > ALIGN_LIMIT) {
      throw bad(
          tls, 48, "p_align", "an alignment of " + hex(align) + " for thread-local storage", "");
    }
  }

  /**
   * What such a segment describes has to lie in one loadable segment, up to the end of its last
   * page.
   */
  private void checkCovered(int type, String name) {
    ProgramHeader segment = only(type, name);
    if (segment == null || segment.memorySize() == 0) {
      return;
    }
    ProgramHeader holder = image.holding(segment.vaddr().value(), 0);
    boolean covered = holder != null && segment.memorySize() > 0;
    if (covered) {
      long end = (holder.end().value() + PAGE - 1) & -PAGE;
      covered = segment.memorySize() <= end - segment.vaddr().value();
    }
    if (!covered) {
      throw bad(
          segment,
          16,
          "p_vaddr",
          name
              + " of "
              + hex(segment.memorySize())
              + " bytes at "
              + segment.vaddr()
              + " is not in a loadable segment",
          "");
    }
  }

  private ProgramHeader only(int type, String name) {
    ProgramHeader found = null;
    for (int i = 0; i < all.size(); i++) {
      ProgramHeader segment = all.get(i);
      if (segment.type() == type) {
        if (found != null) {
          throw bad(i, 0, "p_type", "more than one " + name, "");
        }
        found = segment;
      }
    }
    return found;
  }

  private ElfException bad(
      ProgramHeader segment, int field, String name, String problem, String cure) {
    return file.bad(name, at(segment, field), problem, cure);
  }

  private ElfException bad(int index, int field, String name, String problem, String cure) {
    return file.bad(
        name, tableOffset + (long) index * ProgramHeaderTable.ENTRY + field, problem, cure);
  }

  /** Where a field of a program header lies in the file. */
  private long at(ProgramHeader segment, int field) {
    return tableOffset + (long) all.indexOf(segment) * ProgramHeaderTable.ENTRY + field;
  }

  private static String hex(long value) {
    return ElfBytes.hex(value);
  }
}
