package org.alfheim.internal.carrier;

import static org.alfheim.internal.amd64.ElfLayouts.WORD;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.ElfLayouts;
import org.alfheim.internal.amd64.Placer;
import org.alfheim.internal.relocation.Layout;

/**
 * A shared object that needs some libraries and defines nothing, whose only code is the {@link
 * Placer}. So something can be done when ld.so has relocated the library and all that it needs, and
 * no constructor of theirs has run. As the object defines no symbol, to be the root of the group
 * changes nothing in how the library is bound.
 */
public final class LibraryGate {
  private static final int PROGRAM_HEADERS = 4;
  private static final int SYM_SIZE = 24;
  private static final int RELA_SIZE = 24;
  private static final int HASH =
      ObjectHeaders.EHDR_SIZE + PROGRAM_HEADERS * ObjectHeaders.PHDR_SIZE;
  private static final int SYMBOLS = HASH + 16;
  private static final int PLACED = SYMBOLS + SYM_SIZE;
  private static final int RELA = PLACED + 16;
  private static final int TRAP = RELA + RELA_SIZE;
  private static final int DYNAMIC = TRAP + RELA_SIZE;

  private final List<byte[]> libraries = new ArrayList<>();

  /**
   * An object.
   *
   * @param libraries the paths of the libraries, in the order in which they are loaded
   */
  public LibraryGate(List<String> libraries) {
    for (String library : libraries) {
      this.libraries.add(library.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The size of the object file in bytes. */
  public long size() {
    return code() + Placer.size();
  }

  /** The address of the dynamic section in the object. */
  public Vaddr dynamic() {
    return new Vaddr(DYNAMIC);
  }

  private long strings() {
    return DYNAMIC + 8L * dynamicEntries(0).length;
  }

  /* The empty string, the libraries. */
  private long stringsSize() {
    long size = 1;
    for (byte[] library : libraries) {
      size += library.length + 1L;
    }
    return size;
  }

  private long code() {
    return Carrier.alignUp(strings() + stringsSize(), Layout.PAGE);
  }

  private long[] dynamicEntries(long strings) {
    DynamicEntries entries = new DynamicEntries();
    long name = 1;
    for (byte[] library : libraries) {
      entries.add(DynamicSection.DT_NEEDED, name);
      name += library.length + 1L;
    }
    entries.add(DynamicSection.DT_HASH, HASH);
    entries.add(DynamicSection.DT_SYMTAB, SYMBOLS);
    entries.add(DynamicSection.DT_SYMENT, SYM_SIZE);
    entries.add(DynamicSection.DT_STRTAB, strings);
    entries.add(DynamicSection.DT_STRSZ, stringsSize());
    entries.add(DynamicSection.DT_RELA, RELA);
    entries.add(DynamicSection.DT_RELASZ, RELA_SIZE);
    entries.add(DynamicSection.DT_RELAENT, RELA_SIZE);
    entries.add(DynamicSection.DT_JMPREL, TRAP);
    entries.add(DynamicSection.DT_PLTRELSZ, RELA_SIZE);
    entries.add(DynamicSection.DT_PLTREL, DynamicSection.DT_RELA);
    /* Only then does ld.so look at DT_JMPREL whatever dlopen is asked for. */
    entries.add(DynamicSection.DT_FLAGS, DynamicSection.DF_BIND_NOW);
    entries.add(DynamicSection.DT_NULL, 0);
    return entries.toArray();
  }

  /**
   * Writes the object file.
   *
   * @param file memory of {@link #size} bytes, all zero
   * @param work the address of the work that the placer does
   */
  public void writeTo(MemorySegment file, long work) {
    int data = ProgramHeader.PF_R | ProgramHeader.PF_W;
    int code = ProgramHeader.PF_R | ProgramHeader.PF_X;
    ObjectHeaders.write(
        file,
        List.of(
            segment(ProgramHeader.PT_LOAD, data, 0, strings() + stringsSize(), Layout.PAGE),
            segment(ProgramHeader.PT_LOAD, code, code(), Placer.size(), Layout.PAGE),
            segment(ProgramHeader.PT_DYNAMIC, data, DYNAMIC, strings() - DYNAMIC, 8),
            segment(ProgramHeader.PT_GNU_STACK, data, 0, 0, 16)));
    /* One bucket, one chain: the null symbol. */
    file.set(WORD, HASH, 1);
    file.set(WORD, HASH + 4, 1);
    Vaddr placer = new Vaddr(code());
    ElfLayouts.write(
        file, RELA, PLACED, RelocationType.R_X86_64_IRELATIVE, Placer.entry(placer).value());
    ElfLayouts.write(file, TRAP, PLACED, RelocationType.R_X86_64_NONE, 0);
    ElfLayouts.write(file, DYNAMIC, dynamicEntries(strings()));
    long name = strings() + 1;
    for (byte[] library : libraries) {
      MemorySegment.copy(MemorySegment.ofArray(library), 0, file, name, library.length);
      name += library.length + 1L;
    }
    Placer.writeTo(file, code(), placer, new Vaddr(TRAP + 8), new Vaddr(PLACED), work);
  }

  private static ProgramHeader segment(int type, int flags, long offset, long length, long align) {
    return new ProgramHeader(type, flags, offset, new Vaddr(offset), length, length, align);
  }
}
