package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.alfheim.elf.ElfBytes;

/** A row of the section header table as it stands in the file (gABI, Elf64_Shdr). */
record HeaderRow(
    int index,
    String name,
    int type,
    long flags,
    long offset,
    long size,
    int link,
    int info,
    long alignment,
    long entrySize,
    long at) {
  static final int ENTRY = 64;
  static final int SHT_SYMTAB = 2;
  static final int SHT_STRTAB = 3;
  static final int SHT_RELA = 4;
  static final int SHT_REL = 9;
  static final int SHT_GROUP = 17;
  static final int SHT_SYMTAB_SHNDX = 18;
  static final int SHT_CREL = 0x40000014;
  static final int SHT_LLVM_ADDRSIG = 0x6fff4c03;
  static final int SHT_LLVM_CALL_GRAPH_PROFILE = 0x6fff4c09;

  /** The largest alignment that is taken: a page of 1 GiB is more than any code asks for. */
  private static final long MOST_ALIGNED = 1L << 30;

  private static final ByteBuffer NOTHING =
      ByteBuffer.allocate(0).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);

  static HeaderRow read(int index, String name, ByteBuffer table, long at) {
    int row = index * ENTRY;
    return new HeaderRow(
        index,
        name,
        table.getInt(row + 4),
        table.getLong(row + 8),
        table.getLong(row + 24),
        table.getLong(row + 32),
        table.getInt(row + 40),
        table.getInt(row + 44),
        table.getLong(row + 48),
        table.getLong(row + 56),
        at + row);
  }

  boolean has(long flag) {
    return (flags & flag) != 0;
  }

  /** Refuses it if the file does not have its bytes. */
  void check(ElfBytes file) {
    if (type != InputSection.SHT_NOBITS && !isIn(file)) {
      file.slice(offset, size, "sh_offset of " + name, at + 24);
    }
  }

  private boolean isIn(ElfBytes file) {
    return offset >= 0 && size >= 0 && size <= file.size() && offset <= file.size() - size;
  }

  /** The bytes that it has in the file. */
  ByteBuffer content(ElfBytes file) {
    if (type == InputSection.SHT_NOBITS || size == 0) {
      return NOTHING;
    }
    check(file);
    return file.window(offset, size, "sh_offset", at + 24);
  }

  /** What it says of a section of the image, once it has been checked. */
  SectionHead head(ElfBytes file, long uncompressed, long uncompressedAlignment) {
    long aligned = uncompressedAlignment == 0 ? 1 : uncompressedAlignment;
    if (Long.bitCount(aligned) != 1 || aligned < 0 || aligned > MOST_ALIGNED) {
      throw file.bad(
          "sh_addralign", at + 48, name + " has the alignment " + Long.toUnsignedString(aligned));
    }
    if (uncompressed < 0 || uncompressed > 1L << 46) {
      throw file.bad(
          "sh_size", at + 32, name + " has " + Long.toUnsignedString(uncompressed) + " bytes");
    }
    return new SectionHead(
        CompressedSection.name(this), type, flags, uncompressed, link, aligned, entrySize);
  }
}
