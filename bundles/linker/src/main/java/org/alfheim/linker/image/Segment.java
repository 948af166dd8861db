package org.alfheim.linker.image;

import java.nio.ByteBuffer;

/**
 * A program header (gABI, Elf64_Phdr).
 *
 * @param type p_type
 * @param flags p_flags
 * @param offset p_offset
 * @param address p_vaddr
 * @param fileSize p_filesz
 * @param memorySize p_memsz
 * @param alignment p_align
 */
record Segment(
    int type,
    int flags,
    long offset,
    long address,
    long fileSize,
    long memorySize,
    long alignment) {
  static final int ENTRY = 56;
  static final int PT_LOAD = 1;
  static final int PT_DYNAMIC = 2;
  static final int PT_NOTE = 4;
  static final int PT_TLS = 7;
  static final int PT_GNU_EH_FRAME = 0x6474e550;
  static final int PT_GNU_STACK = 0x6474e551;
  static final int PT_GNU_RELRO = 0x6474e552;
  static final int PT_GNU_PROPERTY = 0x6474e553;

  static final int EXECUTE = 1;
  static final int WRITE = 2;
  static final int READ = 4;

  void write(ByteBuffer out, int at) {
    out.putInt(at, type);
    out.putInt(at + 4, flags);
    out.putLong(at + 8, offset);
    out.putLong(at + 16, address);
    out.putLong(at + 24, address);
    out.putLong(at + 32, fileSize);
    out.putLong(at + 40, memorySize);
    out.putLong(at + 48, alignment);
  }
}
