package org.alfheim.linker.object;

/**
 * An entry of an object's symbol table (gABI, Elf64_Sym), its section index made whole by
 * SHT_SYMTAB_SHNDX.
 *
 * @param key the name, as its object has it; empty where there is none
 * @param type STT_NOTYPE and so on
 * @param binding STB_LOCAL and so on
 * @param visibility STV_DEFAULT and so on
 * @param section the index of the section that it is in, or {@link #UNDEFINED}, {@link #ABSOLUTE},
 *     {@link #COMMON}, {@link #LARGE_COMMON}
 * @param value the offset in the section; for a common symbol the alignment
 * @param size the bytes of what it names; 0 where unknown
 */
public record ObjectSymbol(
    ByteRange key, int type, int binding, int visibility, int section, long value, long size) {
  /** SHN_UNDEF. */
  public static final int UNDEFINED = 0;

  /** SHN_ABS. */
  public static final int ABSOLUTE = -1;

  /** SHN_COMMON. */
  public static final int COMMON = -2;

  /** SHN_X86_64_LCOMMON. */
  public static final int LARGE_COMMON = -3;

  public static final int STB_LOCAL = 0;
  public static final int STB_GLOBAL = 1;
  public static final int STB_WEAK = 2;
  public static final int STB_GNU_UNIQUE = 10;

  public static final int STT_NOTYPE = 0;
  public static final int STT_OBJECT = 1;
  public static final int STT_FUNC = 2;
  public static final int STT_SECTION = 3;
  public static final int STT_FILE = 4;
  public static final int STT_COMMON = 5;
  public static final int STT_TLS = 6;
  public static final int STT_GNU_IFUNC = 10;

  public static final int STV_DEFAULT = 0;
  public static final int STV_INTERNAL = 1;
  public static final int STV_HIDDEN = 2;
  public static final int STV_PROTECTED = 3;

  /** The first of each symbol table: no name, and S is 0. */
  public static final ObjectSymbol NULL =
      new ObjectSymbol(ByteRange.EMPTY, STT_NOTYPE, STB_LOCAL, STV_DEFAULT, UNDEFINED, 0, 0);

  /** The name; empty where there is none. */
  public String name() {
    return key.toString();
  }

  /** The same with another visibility. */
  public ObjectSymbol withVisibility(int other) {
    return new ObjectSymbol(key, type, binding, other, section, value, size);
  }

  /** Whether other objects don't see it. */
  public boolean local() {
    return binding == STB_LOCAL;
  }

  /** Whether it is of a section, or absolute. */
  public boolean defined() {
    return section > 0 || section == ABSOLUTE;
  }

  /** Whether it asks for memory that may be one with that of others of its name. */
  public boolean common() {
    return section == COMMON || section == LARGE_COMMON;
  }
}
