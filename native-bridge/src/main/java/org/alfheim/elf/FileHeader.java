package org.alfheim.elf;

import java.nio.ByteBuffer;

/**
 * The ELF header (gABI, "ELF Header") of an ELF64 little-endian file for AMD64. Counts that do not
 * fit their 16-bit fields (extended numbering) are already resolved.
 *
 * @param osAbi {@code e_ident[EI_OSABI]}
 * @param abiVersion {@code e_ident[EI_ABIVERSION]}
 * @param type {@code e_type}, one of the {@code ET_} constants
 * @param machine {@code e_machine}, always {@link #EM_X86_64}
 * @param entry {@code e_entry}, 0 if there is none
 * @param programHeaderOffset {@code e_phoff}, in bytes; 0 if there is no table
 * @param programHeaderCount {@code e_phnum}
 * @param sectionHeaderOffset {@code e_shoff}, in bytes; 0 if there is no table
 * @param sectionHeaderCount {@code e_shnum}
 * @param sectionNameIndex {@code e_shstrndx}
 * @param flags {@code e_flags}
 */
public record FileHeader(
    int osAbi,
    int abiVersion,
    int type,
    int machine,
    Vaddr entry,
    long programHeaderOffset,
    int programHeaderCount,
    long sectionHeaderOffset,
    int sectionHeaderCount,
    int sectionNameIndex,
    int flags) {

  /** {@code e_type}: a relocatable object ({@code .o}). */
  public static final int ET_REL = 1;

  /** {@code e_type}: an executable at fixed addresses. */
  public static final int ET_EXEC = 2;

  /** {@code e_type}: a shared object, or a position-independent executable. */
  public static final int ET_DYN = 3;

  /** {@code e_type}: the memory of a process that died. */
  public static final int ET_CORE = 4;

  /** {@code e_machine}: AMD64. */
  public static final int EM_X86_64 = 62;

  /** {@code EI_OSABI}: System V, no extensions. */
  public static final int ELFOSABI_NONE = 0;

  /** {@code EI_OSABI}: GNU extensions (IFUNC, unique symbols). */
  public static final int ELFOSABI_GNU = 3;

  /** Bytes of the header in the file. */
  static final int SIZE = 64;

  /** Bytes of an entry of the section header table. */
  static final int SECTION_HEADER_SIZE = 64;

  private static final int EI_CLASS = 4;
  private static final int EI_DATA = 5;
  private static final int EI_VERSION = 6;
  private static final int PN_XNUM = 0xffff;
  private static final int SHN_XINDEX = 0xffff;

  /**
   * The name of {@link #type} as readelf has it: {@code DYN}, {@code EXEC}, {@code REL}, {@code
   * CORE}, or a number.
   */
  public String typeName() {
    return switch (type) {
      case ET_REL -> "REL";
      case ET_EXEC -> "EXEC";
      case ET_DYN -> "DYN";
      case ET_CORE -> "CORE";
      default -> ElfBytes.hex(type);
    };
  }

  /**
   * Reads and checks the header.
   *
   * @throws ElfException if the file is not ELF64 ({@code invalid filetype, …}), not for AMD64
   *     ({@code invalid architecture, …}), or ends within the header
   */
  static FileHeader read(ElfBytes file) {
    return decode(file, identify(file));
  }

  /**
   * Checks what the header says of the file's kind; what lies behind the header is not looked at.
   *
   * @return the header
   * @throws ElfException if the file is not ELF64, not for AMD64, or ends within the header
   */
  static ByteBuffer identify(ElfBytes file) {
    long size = file.size();
    if (size < 4 || magic(file) != 0x464c457f) {
      throw Refusal.notElf(file);
    }
    if (size <= EI_VERSION) {
      throw truncated(file);
    }
    ByteBuffer ident = file.window(0, Math.min(size, SIZE), "e_ident", 0);
    if (ident.get(EI_CLASS) != 2) {
      throw Refusal.notElf64(file, ident);
    }
    if (ident.get(EI_DATA) != 1) {
      throw Refusal.notLittleEndian(file, ident);
    }
    if (size >= 20 && ident.getShort(18) != EM_X86_64) {
      throw Refusal.otherMachine(file, ident.getShort(18) & 0xffff);
    }
    if (size < SIZE) {
      throw truncated(file);
    }
    if (ident.get(EI_VERSION) != 1) {
      throw file.bad(
          "EI_VERSION",
          EI_VERSION,
          "unknown ELF version " + (ident.get(EI_VERSION) & 0xff) + ", only 1 exists");
    }
    if (ident.getInt(20) != 1) {
      throw file.bad(
          "e_version",
          20,
          "unknown ELF version " + Integer.toUnsignedString(ident.getInt(20)) + ", only 1 exists");
    }
    return ident;
  }

  /** {@code e_type} of a header. */
  static int typeOf(ByteBuffer header) {
    return header.getShort(16) & 0xffff;
  }

  private static FileHeader decode(ElfBytes file, ByteBuffer header) {
    long phoff = header.getLong(32);
    long shoff = header.getLong(40);
    int phnum = header.getShort(56) & 0xffff;
    int shnum = header.getShort(60) & 0xffff;
    int shstrndx = header.getShort(62) & 0xffff;
    if (shoff != 0 && (shnum == 0 || phnum == PN_XNUM || shstrndx == SHN_XINDEX)) {
      ByteBuffer first = file.window(shoff, SECTION_HEADER_SIZE, "e_shoff", 40);
      shnum = shnum == 0 ? count(file, first.getLong(32), "sh_size", shoff + 32) : shnum;
      phnum =
          phnum == PN_XNUM
              ? count(file, first.getInt(44) & 0xffffffffL, "sh_info", shoff + 44)
              : phnum;
      shstrndx = shstrndx == SHN_XINDEX ? first.getInt(40) : shstrndx;
    }
    return new FileHeader(
        header.get(7) & 0xff,
        header.get(8) & 0xff,
        typeOf(header),
        header.getShort(18) & 0xffff,
        new Vaddr(header.getLong(24)),
        phoff,
        phnum,
        shoff,
        shnum,
        shstrndx,
        header.getInt(48));
  }

  /** A count from a wider field: no more entries than the file has bytes. */
  private static int count(ElfBytes file, long count, String field, long at) {
    if (count < 0 || count > file.size() || count > Integer.MAX_VALUE) {
      throw file.bad(
          field,
          at,
          "a table of " + Long.toUnsignedString(count) + " entries cannot be in this file");
    }
    return (int) count;
  }

  private static int magic(ElfBytes file) {
    return file.window(0, 4, "e_ident", 0).getInt(0);
  }

  private static ElfException truncated(ElfBytes file) {
    return file.bad(
        "e_ident",
        0,
        "truncated file: the ELF header has " + SIZE + " bytes, the file has " + file.size(),
        "get a complete copy of the file");
  }
}
