package org.alfheim.internal.carrier;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.internal.amd64.ElfLayouts;

/** Writes the headers of a shared object (gABI, "ELF Header" and "Program Header"). */
public final class ObjectHeaders {
  public static final int EHDR_SIZE = 64;
  public static final int PHDR_SIZE = 56;

  private ObjectHeaders() {}

  /** Writes the ELF header and the program headers behind it. */
  public static void write(MemorySegment file, List<ProgramHeader> headers) {
    ByteBuffer buffer = ElfLayouts.buffer(file, 0, EHDR_SIZE + (long) PHDR_SIZE * headers.size());
    buffer.putInt(0, 0x464c457f);
    buffer.putInt(4, 0x00010102);
    buffer.putShort(16, (short) 3);
    buffer.putShort(18, (short) 62);
    buffer.putInt(20, 1);
    buffer.putLong(32, EHDR_SIZE);
    buffer.putShort(52, (short) EHDR_SIZE);
    buffer.putShort(54, (short) PHDR_SIZE);
    buffer.putShort(56, (short) headers.size());
    buffer.putShort(58, (short) 64);
    buffer.position(EHDR_SIZE);
    for (ProgramHeader header : headers) {
      buffer.putInt(header.type());
      buffer.putInt(header.flags());
      buffer.putLong(header.offset());
      buffer.putLong(header.vaddr().value());
      buffer.putLong(header.vaddr().value());
      buffer.putLong(header.fileSize());
      buffer.putLong(header.memorySize());
      buffer.putLong(header.align());
    }
  }
}
