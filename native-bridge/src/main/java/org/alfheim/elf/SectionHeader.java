package org.alfheim.elf;

/**
 * One entry of the section header table (gABI, "Section Header"). A loader does without; linkers
 * and people read it.
 *
 * @param name the section's name; empty where the table of names is absent or damaged
 * @param type {@code sh_type}
 * @param flags {@code sh_flags}
 * @param address {@code sh_addr}, 0 if it is not in memory
 * @param offset {@code sh_offset}, where it begins in the file, in bytes
 * @param size {@code sh_size}, in bytes; for SHT_NOBITS none of them in the file
 * @param link {@code sh_link}
 * @param info {@code sh_info}
 * @param align {@code sh_addralign}
 * @param entrySize {@code sh_entsize}, 0 if it is no table
 */
public record SectionHeader(
    String name,
    int type,
    long flags,
    Vaddr address,
    long offset,
    long size,
    int link,
    int info,
    long align,
    long entrySize) {

  /** {@code sh_type}: content that only the program knows. */
  public static final int SHT_PROGBITS = 1;

  /** {@code sh_type}: the symbol table for linkers. */
  public static final int SHT_SYMTAB = 2;

  /** {@code sh_type}: a string table. */
  public static final int SHT_STRTAB = 3;

  /** {@code sh_type}: relocations with addends. */
  public static final int SHT_RELA = 4;

  /** {@code sh_type}: notes. */
  public static final int SHT_NOTE = 7;

  /** {@code sh_type}: memory that begins as zero, nothing in the file. */
  public static final int SHT_NOBITS = 8;

  /** {@code sh_type}: the dynamic symbol table. */
  public static final int SHT_DYNSYM = 11;

  /**
   * The name of {@link #type} as readelf has it, such as {@code PROGBITS}; a number if it is
   * unknown.
   */
  public String typeName() {
    return switch (type) {
      case 0 -> "NULL";
      case SHT_PROGBITS -> "PROGBITS";
      case SHT_SYMTAB -> "SYMTAB";
      case SHT_STRTAB -> "STRTAB";
      case SHT_RELA -> "RELA";
      case 5 -> "HASH";
      case 6 -> "DYNAMIC";
      case SHT_NOTE -> "NOTE";
      case SHT_NOBITS -> "NOBITS";
      case 9 -> "REL";
      case SHT_DYNSYM -> "DYNSYM";
      case 14 -> "INIT_ARRAY";
      case 15 -> "FINI_ARRAY";
      case 16 -> "PREINIT_ARRAY";
      case 17 -> "GROUP";
      case 18 -> "SYMTAB_SHNDX";
      case 19 -> "RELR";
      case 0x6ffffff5 -> "GNU_ATTRIBUTES";
      case 0x6ffffff6 -> "GNU_HASH";
      case 0x6ffffffd -> "VERDEF";
      case 0x6ffffffe -> "VERNEED";
      case 0x6fffffff -> "VERSYM";
      case 0x70000001 -> "X86_64_UNWIND";
      default -> ElfBytes.hex(type & 0xffffffffL);
    };
  }
}
