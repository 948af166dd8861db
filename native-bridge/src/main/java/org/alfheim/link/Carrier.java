package org.alfheim.link;

import static org.alfheim.link.ElfLayouts.XWORD;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.Vaddr;

/**
 * The ELF object that stands for an image in the C library's loader: no code, a reservation for the
 * image's address range, and behind it the image's own symbol table, the slots that ld.so fills,
 * and the termination functions that it runs at exit.
 *
 * <p>Its addresses are those of the image, so the load bias that ld.so gives the carrier is the
 * image's. Its tables of symbols, strings, versions and hashes are copies of the image's, which the
 * parser has checked from end to end: ld.so checks nothing.
 *
 * <p>The termination functions are armed late: the carrier's {@code DT_FINI_ARRAYSZ} is 0 until the
 * image's constructors have run, so that giving the carrier up before that runs nothing.
 */
public final class Carrier {
  private static final int RELA_SIZE = 24;
  private static final int SYM_SIZE = 24;
  private static final int DYN_SIZE = 16;

  private final CarrierContent content;
  private final CarrierTables tables;
  private final Vaddr start;
  private final long relaOffset;
  private final long slotsOffset;
  private final long sealedSize;
  private final long dynamicOffset;
  private final long finiArrayOffset;
  private final long tlsOffset;
  private final long size;

  private Carrier(CarrierContent content) {
    this.content = content;
    this.tables = CarrierTables.of(content);
    Layout layout = content.layout();
    this.start = new Vaddr(alignUp(layout.end().value(), layout.align()));
    long cursor = ObjectHeaders.EHDR_SIZE + (long) ObjectHeaders.PHDR_SIZE * programHeaderCount();
    cursor = tables.place(alignUp(cursor, 8));
    this.relaOffset = alignUp(cursor, 8);
    this.slotsOffset = relaOffset + (long) RELA_SIZE * relocationCount();
    this.sealedSize = alignUp(slotsOffset + 8L * slotWords(content.slots()), Layout.PAGE);
    this.dynamicOffset = sealedSize;
    this.finiArrayOffset = dynamicOffset + DYN_SIZE * (dynamicEntries(0).length / 2L);
    long finiEnd = finiArrayOffset + 8L * content.terminations();
    this.tlsOffset =
        content.tls().map(tls -> congruent(start, finiEnd, tls.segment())).orElse(finiEnd);
    this.size = tlsOffset + content.tls().map(tls -> tls.segment().fileSize()).orElse(0L);
  }

  /**
   * Where a carrier has a block of the given end put its copy of the TLS image: congruent to the
   * original modulo the alignment.
   */
  private static long congruent(Vaddr start, long end, ProgramHeader tls) {
    long align = Math.max(tls.align(), 1);
    long wanted = tls.vaddr().value() & (align - 1);
    long here = start.value() + end;
    return end + ((wanted - here) & (align - 1));
  }

  static Carrier of(CarrierContent content) {
    return new Carrier(content);
  }

  /**
   * A carrier for the same dependencies and imports that defines nothing and reserves nothing. To
   * load it is to load the libraries that the image needs and to find out whether every symbol is
   * there, before ld.so has heard of the image's own symbols: constructors of those libraries run
   * then, and must not be bound to code that is not in place.
   *
   * @return the gate
   */
  public Carrier gate() {
    return new Carrier(content.forGate());
  }

  /** The size of the object file in bytes. */
  public long size() {
    return size;
  }

  /** Where the carrier's own segment begins: behind the image. */
  public Vaddr start() {
    return start;
  }

  /** Where the slots lie: {@link #slotWords} words of 8 bytes. */
  public Vaddr slots() {
    return start.plus(slotsOffset);
  }

  /** How many words the slots have. */
  public int slotWords() {
    return slotWords(content.slots());
  }

  /**
   * Where the addresses of termination functions lie; ld.so calls them from the last to the first.
   */
  public Vaddr finiArray() {
    return start.plus(finiArrayOffset);
  }

  /** Where {@code DT_FINI_ARRAYSZ} has its value: 0 in the file. */
  public Vaddr finiArraySize() {
    long[] dynamic = dynamicEntries(finiArrayOffset);
    for (int i = 0; i < dynamic.length; i += 2) {
      if (dynamic[i] == DynamicSection.DT_FINI_ARRAYSZ) {
        return start.plus(dynamicOffset + 8L * (i + 1));
      }
    }
    throw new IllegalStateException("a carrier without DT_FINI_ARRAYSZ");
  }

  /**
   * Writes the object file.
   *
   * @param file memory of {@link #size} bytes, all zero
   */
  public void writeTo(MemorySegment file) {
    ObjectHeaders.writeFileHeader(file, programHeaderCount());
    writeProgramHeaders(file);
    tables.writeTo(file);
    writeRelocations(file);
    long[] dynamic = dynamicEntries(finiArrayOffset);
    for (int i = 0; i < dynamic.length; i++) {
      file.set(XWORD, dynamicOffset + 8L * i, dynamic[i]);
    }
    content
        .tls()
        .filter(tls -> tls.segment().fileSize() != 0)
        .ifPresent(tls -> {
          ProgramHeader segment = tls.segment();
          MemorySegment from = content.image().contentAt(segment.vaddr(), segment.fileSize());
          MemorySegment.copy(from, 0, file, tlsOffset, segment.fileSize());
        });
  }

  private int programHeaderCount() {
    return 5
        + (content.reserves() && unwindTable().isPresent() ? 1 : 0)
        + (content.tls().isPresent() ? 1 : 0)
        - (content.reserves() ? 0 : 1);
  }

  private Optional<ProgramHeader> unwindTable() {
    return content
        .image()
        .segment(ProgramHeader.PT_GNU_EH_FRAME)
        .filter(table -> Layout.room(content.image(), table.vaddr(), false) >= table.memorySize());
  }

  private void writeProgramHeaders(MemorySegment file) {
    Layout layout = content.layout();
    long at = ObjectHeaders.EHDR_SIZE;
    if (content.reserves()) {
      long offset = layout.start().value() & (layout.align() - 1);
      ProgramHeader reservation =
          new ProgramHeader(
              ProgramHeader.PT_LOAD, 0, offset, layout.start(), 0, layout.size(), layout.align());
      at = ObjectHeaders.writeProgramHeader(file, at, reservation);
    }
    int readWrite = ProgramHeader.PF_R | ProgramHeader.PF_W;
    at =
        ObjectHeaders.writeProgramHeader(
            file, at, own(ProgramHeader.PT_LOAD, 0, size, Layout.PAGE));
    long dynamicSize = finiArrayOffset - dynamicOffset;
    at =
        ObjectHeaders.writeProgramHeader(
            file, at, own(ProgramHeader.PT_DYNAMIC, dynamicOffset, dynamicSize, 8));
    at =
        ObjectHeaders.writeProgramHeader(
            file, at, own(ProgramHeader.PT_GNU_RELRO, 0, sealedSize, 1));
    /* Without it the psABI's default holds: an executable stack. */
    at =
        ObjectHeaders.writeProgramHeader(
            file,
            at,
            new ProgramHeader(ProgramHeader.PT_GNU_STACK, readWrite, 0, new Vaddr(0), 0, 0, 16));
    Optional<ProgramHeader> unwindTable = unwindTable();
    if (content.reserves() && unwindTable.isPresent()) {
      ProgramHeader table = unwindTable.get();
      at =
          ObjectHeaders.writeProgramHeader(
              file,
              at,
              new ProgramHeader(
                  table.type(),
                  ProgramHeader.PF_R,
                  0,
                  table.vaddr(),
                  table.memorySize(),
                  table.memorySize(),
                  4));
    }
    if (content.tls().isPresent()) {
      ProgramHeader tls = content.tls().get().segment();
      ObjectHeaders.writeProgramHeader(
          file,
          at,
          new ProgramHeader(
              ProgramHeader.PT_TLS,
              ProgramHeader.PF_R,
              tlsOffset,
              start.plus(tlsOffset),
              tls.fileSize(),
              tls.memorySize(),
              /* ld.so divides by it. */
              Math.max(tls.align(), 1)));
    }
  }

  private ProgramHeader own(int type, long offset, long length, long align) {
    int readWrite = ProgramHeader.PF_R | ProgramHeader.PF_W;
    return new ProgramHeader(type, readWrite, offset, start.plus(offset), length, length, align);
  }

  private int relocationCount() {
    return content.slots().size() + content.tls().map(tls -> tls.relocations().size()).orElse(0);
  }

  private void writeRelocations(MemorySegment file) {
    long at = relaOffset;
    Vaddr place = slots();
    for (Slot slot : content.slots()) {
      at =
          writeRelocation(
              file, at, new CarrierRelocation(place, slot.type(), slot.symbol(), slot.addend()));
      place = place.plus(8L * slot.words());
    }
    if (content.tls().isPresent()) {
      TlsImage tls = content.tls().get();
      long move = start.plus(tlsOffset).minus(tls.segment().vaddr());
      for (CarrierRelocation original : tls.relocations()) {
        at =
            writeRelocation(
                file,
                at,
                new CarrierRelocation(
                    original.place().plus(move),
                    original.type(),
                    original.symbol(),
                    original.addend()));
      }
    }
  }

  private static long writeRelocation(MemorySegment file, long at, CarrierRelocation relocation) {
    file.set(XWORD, at, relocation.place().value());
    file.set(XWORD, at + 8, (long) relocation.symbol() << 32 | relocation.type());
    file.set(XWORD, at + 16, relocation.addend());
    return at + RELA_SIZE;
  }

  /**
   * Tags and values in turn, with the null entry at the end; how many there are does not depend on
   * the argument.
   */
  private long[] dynamicEntries(long finiArray) {
    DynamicEntries entries = new DynamicEntries();
    for (long name : tables.neededNames()) {
      entries.add(DynamicSection.DT_NEEDED, name);
    }
    tables.addEntriesTo(entries, start);
    tables.sonameOffset().ifPresent(name -> entries.add(DynamicSection.DT_SONAME, name));
    tables.runpathOffset().ifPresent(path -> entries.add(DynamicSection.DT_RUNPATH, path));
    tables.rpathOffset().ifPresent(path -> entries.add(DynamicSection.DT_RPATH, path));
    entries.add(DynamicSection.DT_SYMENT, SYM_SIZE);
    if (relocationCount() > 0) {
      entries.add(DynamicSection.DT_RELA, start.value() + relaOffset);
      entries.add(DynamicSection.DT_RELASZ, (long) RELA_SIZE * relocationCount());
      entries.add(DynamicSection.DT_RELAENT, RELA_SIZE);
    }
    entries.add(DynamicSection.DT_FINI_ARRAY, start.value() + finiArray);
    entries.add(DynamicSection.DT_FINI_ARRAYSZ, 0);
    long flags = 0;
    if (content.image().staticTls()) {
      flags |= DynamicSection.DF_STATIC_TLS;
    }
    entries.add(DynamicSection.DT_FLAGS, flags);
    entries.add(DynamicSection.DT_NULL, 0);
    return entries.toArray();
  }

  private static int slotWords(List<Slot> slots) {
    int words = 0;
    for (Slot slot : slots) {
      words += slot.words();
    }
    return words;
  }

  static long alignUp(long value, long align) {
    return (value + align - 1) & -align;
  }
}
