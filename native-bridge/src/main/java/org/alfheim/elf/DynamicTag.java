package org.alfheim.elf;

/** The names of the tags of the dynamic section, for messages and for people. */
final class DynamicTag {
  /** The tags of the gABI from 0 on. */
  private static final String[] GENERIC = {
    "NULL",
    "NEEDED",
    "PLTRELSZ",
    "PLTGOT",
    "HASH",
    "STRTAB",
    "SYMTAB",
    "RELA",
    "RELASZ",
    "RELAENT",
    "STRSZ",
    "SYMENT",
    "INIT",
    "FINI",
    "SONAME",
    "RPATH",
    "SYMBOLIC",
    "REL",
    "RELSZ",
    "RELENT",
    "PLTREL",
    "DEBUG",
    "TEXTREL",
    "JMPREL",
    "BIND_NOW",
    "INIT_ARRAY",
    "FINI_ARRAY",
    "INIT_ARRAYSZ",
    "FINI_ARRAYSZ",
    "RUNPATH",
    "FLAGS",
    "",
    "PREINIT_ARRAY",
    "PREINIT_ARRAYSZ",
    "SYMTAB_SHNDX",
    "RELRSZ",
    "RELR",
    "RELRENT",
  };

  /** The tags of GNU from 0x6ffffdf5 to 0x6ffffdff: they hold values. */
  private static final String[] GNU_VALUES = {
    "GNU_PRELINKED",
    "GNU_CONFLICTSZ",
    "GNU_LIBLISTSZ",
    "CHECKSUM",
    "PLTPADSZ",
    "MOVEENT",
    "MOVESZ",
    "FEATURE_1",
    "POSFLAG_1",
    "SYMINSZ",
    "SYMINENT",
  };

  /** The tags of GNU from 0x6ffffef5 to 0x6ffffeff: they hold addresses. */
  private static final String[] GNU_ADDRESSES = {
    "GNU_HASH",
    "TLSDESC_PLT",
    "TLSDESC_GOT",
    "GNU_CONFLICT",
    "GNU_LIBLIST",
    "CONFIG",
    "DEPAUDIT",
    "AUDIT",
    "PLTPAD",
    "MOVETAB",
    "SYMINFO",
  };

  private DynamicTag() {}

  static String nameOf(long tag) {
    String name = "";
    if (tag >= 0 && tag < GENERIC.length) {
      name = GENERIC[(int) tag];
    } else if (tag >= 0x6ffffdf5L && tag <= 0x6ffffdffL) {
      name = GNU_VALUES[(int) (tag - 0x6ffffdf5L)];
    } else if (tag >= 0x6ffffef5L && tag <= 0x6ffffeffL) {
      name = GNU_ADDRESSES[(int) (tag - 0x6ffffef5L)];
    } else if (tag >= 0 && tag <= Integer.MAX_VALUE) {
      name =
          switch ((int) tag) {
            case 0x6ffffff0 -> "VERSYM";
            case 0x6ffffff9 -> "RELACOUNT";
            case 0x6ffffffa -> "RELCOUNT";
            case 0x6ffffffb -> "FLAGS_1";
            case 0x6ffffffc -> "VERDEF";
            case 0x6ffffffd -> "VERDEFNUM";
            case 0x6ffffffe -> "VERNEED";
            case 0x6fffffff -> "VERNEEDNUM";
            case 0x70000000 -> "X86_64_PLT";
            case 0x70000001 -> "X86_64_PLTSZ";
            case 0x70000003 -> "X86_64_PLTENT";
            case 0x7ffffffd -> "AUXILIARY";
            case 0x7fffffff -> "FILTER";
            default -> "";
          };
    }
    return name.isEmpty() ? "dynamic tag " + ElfBytes.hex(tag) : "DT_" + name;
  }
}
