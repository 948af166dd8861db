package org.alfheim.link;

import static org.alfheim.link.ElfLayouts.HALF;
import static org.alfheim.link.ElfLayouts.WORD;
import static org.alfheim.link.ElfLayouts.XWORD;

import java.lang.foreign.MemorySegment;
import org.alfheim.elf.ProgramHeader;

/** Writes the headers of a shared object (gABI, "ELF Header" and "Program Header"). */
final class ObjectHeaders {
  static final int EHDR_SIZE = 64;
  static final int PHDR_SIZE = 56;

  private ObjectHeaders() {}

  /** Writes the ELF header; the program headers follow it. */
  static void writeFileHeader(MemorySegment file, int programHeaders) {
    file.set(WORD, 0, 0x464c457f);
    file.set(WORD, 4, 0x00010102);
    file.set(HALF, 16, (short) 3);
    file.set(HALF, 18, (short) 62);
    file.set(WORD, 20, 1);
    file.set(XWORD, 32, EHDR_SIZE);
    file.set(HALF, 52, (short) EHDR_SIZE);
    file.set(HALF, 54, (short) PHDR_SIZE);
    file.set(HALF, 56, (short) programHeaders);
    file.set(HALF, 58, (short) 64);
  }

  /** Writes a program header at an offset; gives the offset behind it. */
  static long writeProgramHeader(MemorySegment file, long at, ProgramHeader header) {
    file.set(WORD, at, header.type());
    file.set(WORD, at + 4, header.flags());
    file.set(XWORD, at + 8, header.offset());
    file.set(XWORD, at + 16, header.vaddr().value());
    file.set(XWORD, at + 24, header.vaddr().value());
    file.set(XWORD, at + 32, header.fileSize());
    file.set(XWORD, at + 40, header.memorySize());
    file.set(XWORD, at + 48, header.align());
    return at + PHDR_SIZE;
  }
}
