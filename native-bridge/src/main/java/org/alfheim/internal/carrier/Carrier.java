package org.alfheim.internal.carrier;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.ClosingCode;
import org.alfheim.internal.amd64.ElfLayouts;
import org.alfheim.internal.amd64.Placer;
import org.alfheim.internal.relocation.CarrierRelocation;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.relocation.TlsImage;
import org.alfheim.internal.relocation.UnwindTable;

/**
 * The ELF object that stands for an image in the C library's loader: a reservation for the image's
 * address range, and behind it the image's own symbol table, the slots that ld.so fills, the
 * termination functions that it runs at exit, and the little code that puts the image in place (see
 * {@link Placer}).
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

  /** Where a relocation has its type: the low half of {@code r_info}. */
  private static final int RELA_TYPE = 8;

  private static final int SYM_SIZE = 24;
  private static final int DYN_SIZE = 16;

  private final CarrierContent content;
  private final CarrierTables tables;
  private final BuildIdNote note;
  private final Vaddr start;
  private final long noteOffset;
  private final long relaOffset;
  private final long slotsOffset;
  private final long placedOffset;
  private final long trapOffset;
  private final long sealedSize;
  private final long dynamicOffset;
  private final long finiArrayOffset;
  private final long observerOffset;
  private final long tlsOffset;
  private final long dataSize;
  private final long codeOffset;
  private final IndirectStubs indirect;
  private final long indirectOffset;
  private final long stubsOffset;
  private final long closingOffset;
  private final long size;

  /**
   * What a carrier does when ld.so loads it.
   *
   * @param work the address of the work that {@link Placer} does, or 0
   * @param observer the address of a function that ld.so calls when everything that is loaded
   *     together is relocated and nothing of it is initialised, or 0
   * @param closing what is given up when it is unloaded, if it {@linkplain #closes closes}
   */
  public record Tasks(long work, long observer, Optional<Closing> closing) {
    /** Nothing to do. */
    public static final Tasks NONE = new Tasks(0, 0);

    /** What is done when it is loaded, and nothing when it is unloaded. */
    public Tasks(long work, long observer) {
      this(work, observer, Optional.empty());
    }
  }

  private Carrier(CarrierContent content) {
    this.content = content;
    this.tables = CarrierTables.of(content);
    this.indirect = IndirectStubs.of(content);
    Layout layout = content.layout();
    this.start = new Vaddr(alignUp(layout.end().value(), layout.align()));
    this.note = content.reserves() ? BuildIdNote.of(content.image()) : BuildIdNote.NONE;
    this.noteOffset = CarrierHeaders.SIZE;
    this.relaOffset = alignUp(tables.place(alignUp(noteOffset + note.size(), 8)), 8);
    this.slotsOffset = relaOffset + (long) RELA_SIZE * relocationCount();
    this.placedOffset = slotsOffset + 8L * slotWords();
    this.trapOffset = placedOffset + 24;
    this.sealedSize = alignUp(trapOffset + RELA_SIZE, Layout.PAGE);
    this.dynamicOffset = sealedSize;
    this.finiArrayOffset = dynamicOffset + DYN_SIZE * (dynamicEntries(0, 0).length / 2L);
    this.observerOffset = finiArrayOffset + 8L * content.terminations();
    long wordsEnd = observerOffset + 8;
    /* No lambda, here and below: to link the first of each takes as long as all the rest. */
    if (content.tls().isPresent()) {
      ProgramHeader segment = content.tls().get().segment();
      this.tlsOffset = congruent(start, wordsEnd, segment);
      this.dataSize = tlsOffset + segment.fileSize();
    } else {
      this.tlsOffset = wordsEnd;
      this.dataSize = wordsEnd;
    }
    this.codeOffset = alignUp(dataSize, Layout.PAGE);
    this.stubsOffset = alignUp(codeOffset + Placer.size(), 16);
    this.indirectOffset = alignUp(stubsOffset + content.undefined().size(), 8);
    this.closingOffset = alignUp(indirectOffset + indirect.size(), 8);
    this.size = content.closes() ? closingOffset + ClosingCode.size() : closingOffset;
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

  public static Carrier of(CarrierContent content) {
    return new Carrier(content);
  }

  /**
   * A carrier for the same dependencies and imports that defines nothing and reserves nothing. To
   * load it is to load the libraries that the image needs, and the image's own file where one of
   * them needs it by a name that is not its soname.
   *
   * @return the gate
   */
  public Carrier gate() {
    return new Carrier(content.forGate());
  }

  /**
   * A carrier that defines nothing and whose slots are the module ids ({@code R_X86_64_DTPMOD64})
   * of the thread-local variables which the image has at fixed offsets, but does not define. ld.so
   * divides by the alignment of the defining library's thread-local storage when it works such an
   * offset out; of a library that has none the module id is 0, and to ask for it does no harm.
   *
   * @return the probe; empty where there is no such variable
   */
  public Optional<Carrier> probe() {
    CarrierContent probe = content.forProbe();
    return probe.slots().isEmpty() ? Optional.empty() : Optional.of(new Carrier(probe));
  }

  /**
   * The symbol that a slot asks for.
   *
   * @param slot the index of the slot
   * @return its name
   */
  public String symbol(int slot) {
    return content.image().symbols().name(content.slots().get(slot).symbol());
  }

  /** Whether a call of a function that is missing ends the process, and nothing else does. */
  public boolean endsUndefinedCalls() {
    return !content.undefined().isEmpty();
  }

  /**
   * Whether its code is called when the image is in use, too: by calls of functions that are
   * missing, by whoever looks an indirect function up, or by ld.so when it unloads it.
   */
  public boolean codeStays() {
    return endsUndefinedCalls() || !indirect.isEmpty() || closes();
  }

  /** Whether it gives up what was made for the image when ld.so unloads it. */
  public boolean closes() {
    return content.closes();
  }

  /** The function that does that: the last of the termination functions. */
  public Vaddr closing() {
    return ClosingCode.entry(start.plus(closingOffset));
  }

  /** The size of the object file in bytes. */
  public long size() {
    return size;
  }

  /** The number of bytes from the first page of its segments to the last. */
  public long span() {
    long first = content.reserves() ? content.layout().start().value() : start.value();
    return alignUp(start.value() + size, Layout.PAGE) - (first & -Layout.PAGE);
  }

  /** Where the carrier's own segment begins: behind the image. */
  public Vaddr start() {
    return start;
  }

  /** Where the dynamic section lies. */
  public Vaddr dynamic() {
    return start.plus(dynamicOffset);
  }

  /** The bytes of its own segments, data and then code, in whole pages. */
  public long pages() {
    return alignUp(size, Layout.PAGE);
  }

  /**
   * Where the code begins, from {@link #start} and in the file; what comes before it is data. A
   * carrier without code has its end there.
   */
  public long codeOffset() {
    return codeOffset;
  }

  /** Where the slots lie: {@link #slotWords} words of 8 bytes. */
  public Vaddr slots() {
    return start.plus(slotsOffset);
  }

  /** How many words the slots have. */
  public int slotWords() {
    return content.slots().words();
  }

  /**
   * Where the addresses of termination functions lie; ld.so calls them from the last to the first.
   */
  public Vaddr finiArray() {
    return start.plus(finiArrayOffset);
  }

  /** Where {@code DT_FINI_ARRAYSZ} has its value: 0 in the file. */
  public Vaddr finiArraySize() {
    long[] dynamic = dynamicEntries(0, 0);
    for (int i = 0; i < dynamic.length; i += 2) {
      if (dynamic[i] == DynamicSection.DT_FINI_ARRAYSZ) {
        return start.plus(dynamicOffset + 8L * (i + 1));
      }
    }
    throw new IllegalStateException("a carrier without DT_FINI_ARRAYSZ");
  }

  /** Where the names of the libraries that the image needs lie in its string table. */
  public List<Long> neededNames() {
    long[] libraries = tables.libraries().toArray();
    List<Long> names = new ArrayList<>();
    int first = content.scope().size();
    for (int i = first; i < first + content.dependencies().size(); i++) {
      names.add(libraries[2 * i + 1]);
    }
    return names;
  }

  /**
   * Writes the object file.
   *
   * @param file memory of {@link #size} bytes, all zero
   * @param tasks what it does when ld.so loads it
   */
  public void writeTo(MemorySegment file, Tasks tasks) {
    ObjectHeaders.write(file, programHeaders());
    note.writeTo(file, noteOffset);
    tables.writeTo(file);
    Placer.writeTo(
        file,
        codeOffset,
        start.plus(codeOffset),
        start.plus(trapOffset + RELA_TYPE),
        start.plus(placedOffset),
        tasks.work());
    indirect.writeTo(
        file, codeOffset, indirectOffset, start.plus(indirectOffset), tables.symbolsOffset());
    if (content.hasStubs()) {
      content
          .undefined()
          .writeTo(file, stubsOffset, start.plus(stubsOffset), content.layout(), slots());
    }
    if (closes() && tasks.closing().isPresent()) {
      Closing closing = tasks.closing().get();
      ClosingCode.writeTo(
          file, closingOffset, closing.start(), closing.size(), closing.descriptor());
    }
    if (content.role() == CarrierContent.Role.PROBE) {
      /* What is missing, and may be, leaves its slot as it is. */
      file.asSlice(slotsOffset, 8L * slotWords()).fill((byte) 0xff);
    }
    writeRelocations(file);
    ElfLayouts.write(file, dynamicOffset, dynamicEntries(finiArrayOffset, tasks.observer()));
    ElfLayouts.write(file, observerOffset, tasks.observer());
    if (content.tls().isPresent() && content.tls().get().segment().fileSize() != 0) {
      ProgramHeader segment = content.tls().get().segment();
      MemorySegment from = content.image().contentAt(segment.vaddr(), segment.fileSize());
      MemorySegment.copy(from, 0, file, tlsOffset, segment.fileSize());
    }
  }

  private List<ProgramHeader> programHeaders() {
    CarrierHeaders headers = new CarrierHeaders(start);
    if (content.reserves()) {
      headers.addReservation(content.layout());
    }
    headers.addData(dataSize);
    headers.addCode(codeOffset, size - codeOffset);
    headers.addDynamic(dynamicOffset, finiArrayOffset - dynamicOffset);
    headers.addSealed(sealedSize);
    headers.addStack();
    if (note.size() > 0) {
      headers.addNote(noteOffset, note.size());
    }
    if (content.reserves()) {
      Optional<ProgramHeader> table = UnwindTable.shown(content.image(), content.layout());
      if (table.isPresent()) {
        headers.addUnwindTable(table.get());
      }
    }
    if (content.tls().isPresent()) {
      headers.addTls(tlsOffset, content.tls().get().segment());
    }
    return headers.toList();
  }

  /** How many ld.so goes through before it comes to the trap. */
  private int relocationCount() {
    return content.slots().size()
        + (content.tls().isPresent() ? content.tls().get().relocations().size() : 0)
        + (indirect.isEmpty() ? 1 : 2)
        + (content.hasStubs() ? 1 : 0);
  }

  private void writeRelocations(MemorySegment file) {
    RelocationWords words = new RelocationWords(relocationCount());
    long placed = start.plus(placedOffset).value();
    if (!indirect.isEmpty()) {
      /* Not 0, whatever the load bias. */
      words.add(placed + 8, RelocationType.R_X86_64_RELATIVE, 0, 1);
    }
    words.add(content.slots(), slots().value());
    if (content.tls().isPresent()) {
      TlsImage tls = content.tls().get();
      long move = start.plus(tlsOffset).minus(tls.segment().vaddr());
      for (CarrierRelocation original : tls.relocations()) {
        words.add(
            original.place().value() + move, original.type(), original.symbol(), original.addend());
      }
    }
    if (content.hasStubs()) {
      /* Its result is of no interest to anybody. */
      Vaddr stubs = UndefinedFunctions.entry(start.plus(stubsOffset));
      words.add(placed + 16, RelocationType.R_X86_64_IRELATIVE, 0, stubs.value());
    }
    Vaddr entry = Placer.entry(start.plus(codeOffset));
    words.add(placed, RelocationType.R_X86_64_IRELATIVE, 0, entry.value());
    ElfLayouts.write(file, trapOffset, placed, RelocationType.R_X86_64_NONE, 0);
    ElfLayouts.write(file, relaOffset, words.all());
  }

  /**
   * Tags and values in turn, with the null entry at the end; how many there are does not depend on
   * the arguments.
   */
  private long[] dynamicEntries(long finiArray, long observer) {
    DynamicEntries entries = new DynamicEntries();
    entries.addAll(tables.libraries());
    tables.addEntriesTo(entries, start);
    entries.add(DynamicSection.DT_SONAME, tables.sonameOffset());
    entries.add(DynamicSection.DT_RUNPATH, tables.runpathOffset());
    entries.add(DynamicSection.DT_RPATH, tables.rpathOffset());
    entries.add(DynamicSection.DT_SYMENT, SYM_SIZE);
    entries.add(DynamicSection.DT_RELA, start.value() + relaOffset);
    entries.add(DynamicSection.DT_RELASZ, (long) RELA_SIZE * relocationCount());
    entries.add(DynamicSection.DT_RELAENT, RELA_SIZE);
    entries.add(DynamicSection.DT_JMPREL, start.value() + trapOffset);
    entries.add(DynamicSection.DT_PLTRELSZ, RELA_SIZE);
    entries.add(DynamicSection.DT_PLTREL, DynamicSection.DT_RELA);
    entries.add(DynamicSection.DT_INIT_ARRAY, start.value() + observerOffset);
    entries.add(DynamicSection.DT_INIT_ARRAYSZ, observer == 0 ? 0 : 8);
    long search = content.image().withoutSystemFolders() ? DynamicSection.DF_1_NODEFLIB : 0;
    entries.add(
        DynamicSection.DT_FLAGS_1, search | (observer == 0 ? 0 : DynamicSection.DF_1_INITFIRST));
    entries.add(DynamicSection.DT_FINI_ARRAY, start.value() + finiArray);
    entries.add(DynamicSection.DT_FINI_ARRAYSZ, 0);
    /* Only then does ld.so look at DT_JMPREL whatever dlopen is asked for. */
    long flags = DynamicSection.DF_BIND_NOW;
    if (content.image().staticTls()) {
      flags |= DynamicSection.DF_STATIC_TLS;
    }
    entries.add(DynamicSection.DT_FLAGS, flags);
    entries.add(DynamicSection.DT_NULL, 0);
    return entries.toArray();
  }

  static long alignUp(long value, long align) {
    return (value + align - 1) & -align;
  }
}
