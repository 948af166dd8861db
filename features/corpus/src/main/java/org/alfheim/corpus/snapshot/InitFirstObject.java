package org.alfheim.corpus.snapshot;

import static org.alfheim.internal.amd64.ElfLayouts.WORD;
import static org.alfheim.internal.amd64.ElfLayouts.XWORD;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.ElfLayouts;
import org.alfheim.internal.carrier.DynamicEntries;
import org.alfheim.internal.carrier.ObjectHeaders;
import org.alfheim.internal.relocation.Layout;

/**
 * A shared object that needs one library, defines nothing, and has a single initialisation function
 * that runs before those of all objects that are loaded with it.
 *
 * <p>ld.so relocates every object of a group before it initialises one, and begins with the object
 * that has {@code DF_1_INITFIRST} (glibc, {@code elf/dl-init.c}). So the function finds the library
 * and all that it needs relocated, and no constructor of theirs has run. As the object defines no
 * symbol, to be the root of the group changes nothing in how the library is bound.
 *
 * <p>The function is an address of the process: {@code DT_INIT_ARRAY} is data like any other, and
 * ld.so relocates only what a relocation names.
 */
public final class InitFirstObject {
  private static final int PROGRAM_HEADERS = 3;
  private static final int SYM_SIZE = 24;

  private static final int HASH =
      ObjectHeaders.EHDR_SIZE + PROGRAM_HEADERS * ObjectHeaders.PHDR_SIZE;
  private static final int SYMBOLS = HASH + 16;
  private static final int INIT_ARRAY = SYMBOLS + SYM_SIZE;
  private static final int DYNAMIC = INIT_ARRAY + 8;

  private final byte[] needed;
  private final long function;

  /**
   * An object.
   *
   * @param needed the library's soname, or its path where it has a slash
   * @param function the address of a function that takes argc, argv and envp
   */
  public InitFirstObject(String needed, long function) {
    this.needed = needed.getBytes(StandardCharsets.UTF_8);
    this.function = function;
  }

  /** The size of the object file in bytes. */
  public long size() {
    return strings() + stringsSize();
  }

  /* The empty string, the needed one. */
  private long stringsSize() {
    return needed.length + 2L;
  }

  private long strings() {
    return DYNAMIC + 8L * dynamicEntries(0).length;
  }

  private long[] dynamicEntries(long strings) {
    DynamicEntries entries = new DynamicEntries();
    entries.add(DynamicSection.DT_NEEDED, 1);
    entries.add(DynamicSection.DT_HASH, HASH);
    entries.add(DynamicSection.DT_SYMTAB, SYMBOLS);
    entries.add(DynamicSection.DT_SYMENT, SYM_SIZE);
    entries.add(DynamicSection.DT_STRTAB, strings);
    entries.add(DynamicSection.DT_STRSZ, stringsSize());
    entries.add(DynamicSection.DT_INIT_ARRAY, INIT_ARRAY);
    entries.add(DynamicSection.DT_INIT_ARRAYSZ, 8);
    entries.add(DynamicSection.DT_FLAGS_1, DynamicSection.DF_1_INITFIRST);
    entries.add(DynamicSection.DT_NULL, 0);
    return entries.toArray();
  }

  /**
   * Writes the object file.
   *
   * @param file memory of {@link #size} bytes, all zero
   */
  public void writeTo(MemorySegment file) {
    ObjectHeaders.write(
        file,
        List.of(
            segment(ProgramHeader.PT_LOAD, 0, size(), Layout.PAGE),
            segment(ProgramHeader.PT_DYNAMIC, DYNAMIC, strings() - DYNAMIC, 8),
            segment(ProgramHeader.PT_GNU_STACK, 0, 0, 16)));
    /* One bucket, one chain: the null symbol. */
    file.set(WORD, HASH, 1);
    file.set(WORD, HASH + 4, 1);
    file.set(XWORD, INIT_ARRAY, function);
    ElfLayouts.write(file, DYNAMIC, dynamicEntries(strings()));
    MemorySegment.copy(MemorySegment.ofArray(needed), 0, file, strings() + 1, needed.length);
  }

  private static ProgramHeader segment(int type, long offset, long length, long align) {
    return new ProgramHeader(
        type,
        ProgramHeader.PF_R | ProgramHeader.PF_W,
        offset,
        new Vaddr(offset),
        length,
        length,
        align);
  }
}
