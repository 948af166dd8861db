package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * The dynamic section (gABI, "Dynamic Section"): what an image tells the loader about itself, up to
 * DT_NULL.
 */
public final class DynamicSection {
  /** {@code d_tag}: the end of the section. */
  public static final long DT_NULL = 0;

  /** {@code d_tag}: name of a library that has to be loaded too; an offset in the string table. */
  public static final long DT_NEEDED = 1;

  /** {@code d_tag}: bytes of the DT_JMPREL table. */
  public static final long DT_PLTRELSZ = 2;

  /** {@code d_tag}: address of the procedure linkage table's global offset table. */
  public static final long DT_PLTGOT = 3;

  /** {@code d_tag}: address of the SysV hash table. */
  public static final long DT_HASH = 4;

  /** {@code d_tag}: address of the string table. */
  public static final long DT_STRTAB = 5;

  /** {@code d_tag}: address of the symbol table. */
  public static final long DT_SYMTAB = 6;

  /** {@code d_tag}: address of the relocation table with addends. */
  public static final long DT_RELA = 7;

  /** {@code d_tag}: bytes of the DT_RELA table. */
  public static final long DT_RELASZ = 8;

  /** {@code d_tag}: bytes of an entry of DT_RELA, always 24. */
  public static final long DT_RELAENT = 9;

  /** {@code d_tag}: bytes of the string table. */
  public static final long DT_STRSZ = 10;

  /** {@code d_tag}: bytes of an entry of the symbol table, always 24. */
  public static final long DT_SYMENT = 11;

  /** {@code d_tag}: address of the initialisation function. */
  public static final long DT_INIT = 12;

  /** {@code d_tag}: address of the termination function. */
  public static final long DT_FINI = 13;

  /** {@code d_tag}: the image's own name; an offset in the string table. */
  public static final long DT_SONAME = 14;

  /** {@code d_tag}: search path of dependencies, the old form; an offset in the string table. */
  public static final long DT_RPATH = 15;

  /** {@code d_tag}: symbols are searched in the image itself first. */
  public static final long DT_SYMBOLIC = 16;

  /** {@code d_tag}: address of the relocation table without addends, which AMD64 does not use. */
  public static final long DT_REL = 17;

  /** {@code d_tag}: bytes of the DT_REL table. */
  public static final long DT_RELSZ = 18;

  /** {@code d_tag}: the kind of the DT_JMPREL table, on AMD64 always DT_RELA. */
  public static final long DT_PLTREL = 20;

  /** {@code d_tag}: relocations change a segment that is not writable. */
  public static final long DT_TEXTREL = 22;

  /** {@code d_tag}: address of the relocations of the procedure linkage table. */
  public static final long DT_JMPREL = 23;

  /** {@code d_tag}: all relocations are to be processed before control goes to the image. */
  public static final long DT_BIND_NOW = 24;

  /** {@code d_tag}: address of the table of initialisation functions. */
  public static final long DT_INIT_ARRAY = 25;

  /** {@code d_tag}: address of the table of termination functions. */
  public static final long DT_FINI_ARRAY = 26;

  /** {@code d_tag}: bytes of DT_INIT_ARRAY. */
  public static final long DT_INIT_ARRAYSZ = 27;

  /** {@code d_tag}: bytes of DT_FINI_ARRAY. */
  public static final long DT_FINI_ARRAYSZ = 28;

  /** {@code d_tag}: search path of dependencies; an offset in the string table. */
  public static final long DT_RUNPATH = 29;

  /** {@code d_tag}: a combination of the {@code DF_} flags. */
  public static final long DT_FLAGS = 30;

  /**
   * {@code d_tag}: address of functions that run before all initialisation functions; executables
   * only.
   */
  public static final long DT_PREINIT_ARRAY = 32;

  /** {@code d_tag}: bytes of the DT_RELR table. */
  public static final long DT_RELRSZ = 35;

  /** {@code d_tag}: address of the packed relative relocations. */
  public static final long DT_RELR = 36;

  /** {@code d_tag}: bytes of an entry of DT_RELR, always 8. */
  public static final long DT_RELRENT = 37;

  /** {@code d_tag}: address of the GNU hash table. */
  public static final long DT_GNU_HASH = 0x6ffffef5L;

  /** {@code d_tag}: address of the version of each symbol. */
  public static final long DT_VERSYM = 0x6ffffff0L;

  /** {@code d_tag}: number of R_X86_64_RELATIVE relocations at the head of DT_RELA. */
  public static final long DT_RELACOUNT = 0x6ffffff9L;

  /** {@code d_tag}: a combination of the {@code DF_1_} flags. */
  public static final long DT_FLAGS_1 = 0x6ffffffbL;

  /** {@code d_tag}: address of the versions that the image defines. */
  public static final long DT_VERDEF = 0x6ffffffcL;

  /** {@code d_tag}: number of versions that the image defines. */
  public static final long DT_VERDEFNUM = 0x6ffffffdL;

  /** {@code d_tag}: address of the versions that the image needs. */
  public static final long DT_VERNEED = 0x6ffffffeL;

  /** {@code d_tag}: number of files that the image needs versions of. */
  public static final long DT_VERNEEDNUM = 0x6fffffffL;

  /**
   * {@code d_tag}: name of a library that is searched before the image; an offset in the string
   * table.
   */
  public static final long DT_AUXILIARY = 0x7ffffffdL;

  /**
   * {@code d_tag}: name of a library that is searched instead of the image; an offset in the string
   * table.
   */
  public static final long DT_FILTER = 0x7fffffffL;

  /** {@code DT_FLAGS}: symbols are searched in the image itself first. */
  public static final long DF_SYMBOLIC = 2;

  /** {@code DT_FLAGS}: relocations change a segment that is not writable. */
  public static final long DF_TEXTREL = 4;

  /** Of {@code DT_FLAGS}: every symbol is bound when the object is loaded. */
  public static final long DF_BIND_NOW = 8;

  /** {@code DT_FLAGS}: the image uses the static model of thread-local storage. */
  public static final long DF_STATIC_TLS = 16;

  /** {@code DT_FLAGS_1}: as {@link #DF_BIND_NOW}. */
  public static final long DF_1_NOW = 1;

  /** {@code DT_FLAGS_1}: the image is never unloaded. */
  public static final long DF_1_NODELETE = 8;

  /** {@code DT_FLAGS_1}: the image is initialised before all others of its group. */
  public static final long DF_1_INITFIRST = 0x20;

  /** {@code DT_FLAGS_1}: the image does not want to be opened by dlopen. */
  public static final long DF_1_NOOPEN = 0x40;

  /** {@code DT_FLAGS_1}: the system's folders are not searched for what the image needs. */
  public static final long DF_1_NODEFLIB = 0x800;

  /** {@code DT_FLAGS_1}: the image is a position-independent executable. */
  public static final long DF_1_PIE = 0x08000000L;

  private static final int ENTRY = 16;
  private static final int WORDS = 2;

  private final long[] tags;
  private final long[] values;
  private final long offset;

  /** Of each tag of the gABI one more than the index of its last entry; 0 where there is none. */
  private final int[] lasts = new int[(int) DT_RELRENT + 1];

  /**
   * One entry.
   *
   * @param tag {@code d_tag}
   * @param value {@code d_val} or {@code d_ptr}
   */
  public record Entry(long tag, long value) {}

  private DynamicSection(long[] tags, long[] values, long offset) {
    this.tags = tags;
    this.values = values;
    this.offset = offset;
    for (int i = 0; i < tags.length; i++) {
      if (tags[i] >= 0 && tags[i] < lasts.length) {
        lasts[(int) tags[i]] = i + 1;
      }
    }
  }

  /**
   * Reads the entries before DT_NULL.
   *
   * @param section the section's bytes
   * @param offset where the section begins in the file
   */
  static DynamicSection read(ElfBytes file, ByteBuffer section, long offset) {
    int most = section.limit() / ENTRY;
    LongBuffer words = section.asLongBuffer();
    int count = countBeforeNull(words, most);
    if (count == most) {
      throw file.bad(
          "PT_DYNAMIC",
          offset,
          "the dynamic section has no end: no DT_NULL in its " + most + " entries");
    }
    long[] entries = new long[count * WORDS];
    words.get(0, entries);
    long[] tags = new long[count];
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      tags[i] = entries[i * WORDS];
      values[i] = entries[i * WORDS + 1];
    }
    return new DynamicSection(tags, values, offset);
  }

  private static int countBeforeNull(LongBuffer words, int most) {
    long[] piece = new long[ElfBytes.PIECE * WORDS];
    for (int from = 0; from < most; from += ElfBytes.PIECE) {
      int read = Math.min(ElfBytes.PIECE, most - from);
      words.get(from * WORDS, piece, 0, read * WORDS);
      for (int i = 0; i < read; i++) {
        if (piece[i * WORDS] == DT_NULL) {
          return from + i;
        }
      }
    }
    return most;
  }

  /**
   * The value of a tag; of the last entry where there are several, as in ld.so.
   *
   * @param tag one of the {@code DT_} constants, or any other
   * @return the value, or empty if there is no entry with that tag
   */
  public OptionalLong value(long tag) {
    int index = last(tag);
    return index < 0 ? OptionalLong.empty() : OptionalLong.of(values[index]);
  }

  /**
   * The name of a tag.
   *
   * @param tag {@code d_tag}
   * @return its name in the gABI or in glibc's {@code elf.h}, such as {@code DT_NEEDED}; for an
   *     unknown tag the number
   */
  public static String nameOf(long tag) {
    return DynamicTag.nameOf(tag);
  }

  /** All entries in the order of the file, DT_NULL not among them. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(tags.length);
    for (int i = 0; i < tags.length; i++) {
      entries.add(new Entry(tags[i], values[i]));
    }
    return Collections.unmodifiableList(entries);
  }

  boolean has(long tag) {
    return last(tag) >= 0;
  }

  long get(long tag, long otherwise) {
    int index = last(tag);
    return index < 0 ? otherwise : values[index];
  }

  /**
   * Where the value of a tag lies.
   *
   * @param tag one of the {@code DT_} constants, or any other
   * @return the offset in the file in bytes, -1 if there is no entry with that tag
   */
  public long at(long tag) {
    int index = last(tag);
    return index < 0 ? -1 : offset + (long) index * ENTRY + 8;
  }

  int count() {
    return tags.length;
  }

  long tag(int index) {
    return tags[index];
  }

  long value(int index) {
    return values[index];
  }

  /** Where the value of an entry lies in the file. */
  long at(int index) {
    return offset + (long) index * ENTRY + 8;
  }

  private int last(long tag) {
    if (tag >= 0 && tag < lasts.length) {
      return lasts[(int) tag] - 1;
    }
    for (int i = tags.length - 1; i >= 0; i--) {
      if (tags[i] == tag) {
        return i;
      }
    }
    return -1;
  }
}
