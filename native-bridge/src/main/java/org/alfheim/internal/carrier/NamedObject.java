package org.alfheim.internal.carrier;

import static org.alfheim.internal.amd64.ElfLayouts.WORD;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.ElfLayouts;
import org.alfheim.internal.relocation.Layout;

/**
 * A shared object that has a name and needs libraries, and nothing else. By its name ({@code
 * DT_SONAME}) ld.so takes it for a library that others need, so that it searches for none; what it
 * needs is the file that is meant. So a file can be given a name that it does not have itself.
 */
public final class NamedObject {
  private static final int PROGRAM_HEADERS = 3;
  private static final int SYM_SIZE = 24;
  private static final int HASH =
      ObjectHeaders.EHDR_SIZE + PROGRAM_HEADERS * ObjectHeaders.PHDR_SIZE;
  private static final int SYMBOLS = HASH + 16;
  private static final int DYNAMIC = SYMBOLS + SYM_SIZE;

  private final Optional<String> soname;
  private final List<String> needed;
  private final List<byte[]> strings = new ArrayList<>();

  /**
   * An object.
   *
   * @param soname its name, if others are to need it
   * @param needed what it needs: paths, or names of libraries that are there
   */
  public NamedObject(Optional<String> soname, List<String> needed) {
    this.soname = soname;
    this.needed = List.copyOf(needed);
    strings.add(new byte[0]);
    this.needed.forEach(name -> strings.add(name.getBytes(StandardCharsets.UTF_8)));
    soname.ifPresent(name -> strings.add(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** The size of the object file in bytes. */
  public long size() {
    return stringTable() + stringsSize();
  }

  private long stringsSize() {
    long size = 0;
    for (byte[] string : strings) {
      size += string.length + 1L;
    }
    return size;
  }

  private long stringTable() {
    return DYNAMIC + 8L * dynamicEntries(0).length;
  }

  private long[] dynamicEntries(long stringTable) {
    DynamicEntries entries = new DynamicEntries();
    long offset = 1;
    for (int i = 1; i < strings.size(); i++) {
      entries.add(i <= needed.size() ? DynamicSection.DT_NEEDED : DynamicSection.DT_SONAME, offset);
      offset += strings.get(i).length + 1L;
    }
    entries.add(DynamicSection.DT_HASH, HASH);
    entries.add(DynamicSection.DT_SYMTAB, SYMBOLS);
    entries.add(DynamicSection.DT_SYMENT, SYM_SIZE);
    entries.add(DynamicSection.DT_STRTAB, stringTable);
    entries.add(DynamicSection.DT_STRSZ, stringsSize());
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
            segment(ProgramHeader.PT_DYNAMIC, DYNAMIC, stringTable() - DYNAMIC, 8),
            segment(ProgramHeader.PT_GNU_STACK, 0, 0, 16)));
    /* One bucket, one chain: the null symbol. */
    file.set(WORD, HASH, 1);
    file.set(WORD, HASH + 4, 1);
    ElfLayouts.write(file, DYNAMIC, dynamicEntries(stringTable()));
    long at = stringTable();
    for (byte[] string : strings) {
      MemorySegment.copy(MemorySegment.ofArray(string), 0, file, at, string.length);
      at += string.length + 1L;
    }
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

  /** {@code libx.so.1 → /opt/x.so}. */
  @Override
  public String toString() {
    return soname.orElse("") + " → " + String.join(", ", needed);
  }
}
