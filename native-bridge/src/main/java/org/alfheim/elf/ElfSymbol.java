package org.alfheim.elf;

/**
 * One symbol (gABI, "Symbol Table").
 *
 * @param index its place in the symbol table
 * @param name {@code st_name}, decoded
 * @param value {@code st_value}: an address in the image; for TLS an offset in the thread-local
 *     image; for an absolute symbol the value itself
 * @param size {@code st_size}, in bytes, 0 if unknown
 * @param type what it stands for
 * @param binding how it meets symbols of the same name
 * @param visibility who sees it
 * @param section {@code st_shndx}, a section or one of the {@code SHN_} constants
 */
public record ElfSymbol(
    int index,
    String name,
    Vaddr value,
    long size,
    Type type,
    Binding binding,
    Visibility visibility,
    int section) {

  /** {@code st_shndx}: not defined here. */
  public static final int SHN_UNDEF = 0;

  /** {@code st_shndx}: a value that the load address does not change. */
  public static final int SHN_ABS = 0xfff1;

  /** {@code st_shndx}: a common block that a linker has yet to allocate. */
  public static final int SHN_COMMON = 0xfff2;

  /** The lower half of {@code st_info}. */
  public enum Type {
    /** STT_NOTYPE: not said. */
    NOTYPE,
    /** STT_OBJECT: data. */
    OBJECT,
    /** STT_FUNC: code. */
    FUNC,
    /** STT_SECTION: a section. */
    SECTION,
    /** STT_FILE: the name of a source file. */
    FILE,
    /** STT_COMMON: data in a common block. */
    COMMON,
    /** STT_TLS: a thread-local variable. */
    TLS,
    /** STT_GNU_IFUNC: a function that returns the address of the function. */
    GNU_IFUNC,
    /** A value that the ABI reserves: nothing binds to such a symbol. */
    OTHER;

    /** The type in {@code st_info}. */
    public static Type ofInfo(int info) {
      return switch (info & 15) {
        case 0 -> NOTYPE;
        case 1 -> OBJECT;
        case 2 -> FUNC;
        case 3 -> SECTION;
        case 4 -> FILE;
        case 5 -> COMMON;
        case 6 -> TLS;
        case 10 -> GNU_IFUNC;
        default -> OTHER;
      };
    }
  }

  /** The upper half of {@code st_info}. */
  public enum Binding {
    /** STB_LOCAL: not visible outside the file that defines it. */
    LOCAL,
    /** STB_GLOBAL: visible. */
    GLOBAL,
    /** STB_WEAK: visible; an undefined one may stay so. */
    WEAK,
    /** STB_GNU_UNIQUE: visible, and one for the whole process. */
    GNU_UNIQUE,
    /** A value that the ABI reserves: nothing binds to such a symbol. */
    OTHER;

    /** The binding in {@code st_info}. */
    public static Binding ofInfo(int info) {
      return switch ((info >> 4) & 15) {
        case 0 -> LOCAL;
        case 1 -> GLOBAL;
        case 2 -> WEAK;
        case 10 -> GNU_UNIQUE;
        default -> OTHER;
      };
    }
  }

  /** The lowest two bits of {@code st_other}. */
  public enum Visibility {
    /** STV_DEFAULT: as the binding says. */
    DEFAULT,
    /** STV_INTERNAL: as HIDDEN, for processors that can make use of it. */
    INTERNAL,
    /** STV_HIDDEN: only inside the image. */
    HIDDEN,
    /** STV_PROTECTED: visible outside, but never replaced by another image's inside. */
    PROTECTED;

    /** The visibility in {@code st_other}. */
    public static Visibility ofOther(int other) {
      return switch (other & 3) {
        case 0 -> DEFAULT;
        case 1 -> INTERNAL;
        case 2 -> HIDDEN;
        default -> PROTECTED;
      };
    }
  }

  /** Whether the image defines it ({@code st_shndx} is not SHN_UNDEF). */
  public boolean defined() {
    return section != SHN_UNDEF;
  }

  /** Whether its value is no address ({@code st_shndx} is SHN_ABS). */
  public boolean absolute() {
    return section == SHN_ABS;
  }
}
