package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * The dynamic symbol table. The raw getters read one field each and make no object; every {@code
 * index} is from 0 to {@link #count()} - 1, and an index outside throws {@link
 * IndexOutOfBoundsException}.
 */
public final class SymbolTable {
  static final int ENTRY = 24;

  private static final int LOCAL = 0;
  private static final int GLOBAL = 1;
  private static final int WEAK = 2;
  private static final int GNU_UNIQUE = 10;
  private static final int TLS = 6;

  /** The types that something can bind to: NOTYPE, OBJECT, FUNC, COMMON, TLS, GNU_IFUNC. */
  private static final int BINDABLE = 1 | 1 << 1 | 1 << 2 | 1 << 5 | 1 << TLS | 1 << 10;

  /** How many times the size of the file the names may have together; real ones stay below 1. */
  private static final int NAMES_LIMIT = 4;

  private final MemorySegment bytes;
  private final ByteBuffer buffer;
  private final StringTable strings;
  private final int count;

  private SymbolTable(MemorySegment bytes, StringTable strings) {
    this.bytes = bytes;
    this.buffer = ElfBytes.buffer(bytes);
    this.strings = strings;
    this.count = buffer.limit() / ENTRY;
  }

  /**
   * Takes a symbol table after a look at each name.
   *
   * @param offset where the table begins in the file
   * @throws ElfException if a name is not in the string table
   */
  static SymbolTable of(ElfBytes file, MemorySegment bytes, long offset, StringTable strings) {
    SymbolTable table = new SymbolTable(bytes, strings);
    ByteBuffer buffer = table.buffer;
    int limit = strings.size();
    for (int at = 0; at <= buffer.limit() - ENTRY; at += ENTRY) {
      int name = buffer.getInt(at);
      if (name < 0 || name >= limit) {
        throw file.bad(
            "st_name",
            offset + at,
            "the name of symbol "
                + at / ENTRY
                + " begins at "
                + Integer.toUnsignedString(name)
                + " in a string table of "
                + limit
                + " bytes");
      }
    }
    table.refuseLongNames(file, offset);
    return table;
  }

  /** Names that share one huge string would cost far more to decode than the file has bytes. */
  private void refuseLongNames(ElfBytes file, long offset) {
    long budget = file.size() * NAMES_LIMIT;
    if (count == 0 || strings.allShorterThan(budget / count)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      budget -= strings.length(nameOffset(i));
      if (budget < 0) {
        throw file.bad(
            "st_name",
            offset + (long) i * ENTRY,
            "the names of the symbols are longer together than " + NAMES_LIMIT + " times the file");
      }
    }
  }

  /** The number of symbols, the undefined one at index 0 among them. */
  public int count() {
    return count;
  }

  /** The table's bytes, read-only, 24 for each symbol. */
  public MemorySegment bytes() {
    return bytes;
  }

  /** The symbol at an index, decoded. */
  public ElfSymbol get(int index) {
    int info = info(index);
    return new ElfSymbol(
        index,
        name(index),
        new Vaddr(value(index)),
        size(index),
        ElfSymbol.Type.ofInfo(info),
        ElfSymbol.Binding.ofInfo(info),
        ElfSymbol.Visibility.ofOther(other(index)),
        section(index));
  }

  /** The name of a symbol. */
  public String name(int index) {
    return strings.get(nameOffset(index));
  }

  /** {@code st_name}: where the name begins in the string table. */
  public int nameOffset(int index) {
    return buffer.getInt(entry(index));
  }

  /** {@code st_info}: type and binding. */
  public int info(int index) {
    return buffer.get(entry(index) + 4) & 0xff;
  }

  /** {@code st_other}: visibility. */
  public int other(int index) {
    return buffer.get(entry(index) + 5) & 0xff;
  }

  /** {@code st_shndx}: the section, 0 if undefined. */
  public int section(int index) {
    return buffer.getShort(entry(index) + 6) & 0xffff;
  }

  /** {@code st_value}. */
  public long value(int index) {
    return buffer.getLong(entry(index) + 8);
  }

  /** {@code st_size}, in bytes, unsigned. */
  public long size(int index) {
    return buffer.getLong(entry(index) + 16);
  }

  /**
   * Whether other images and {@code dlsym} can find the symbol here, by the rules of ld.so:
   * defined, of a type and a binding that take part in binding, visible (DEFAULT or PROTECTED),
   * and, unless absolute or thread-local, not at address 0.
   */
  public boolean exported(int index) {
    int info = info(index);
    int section = section(index);
    int binding = info >> 4;
    int visibility = other(index) & 3;
    return section != ElfSymbol.SHN_UNDEF
        && (binding == GLOBAL || binding == WEAK || binding == GNU_UNIQUE)
        && (BINDABLE >> (info & 15) & 1) != 0
        && (visibility == 0 || visibility == 3)
        && (value(index) != 0 || section == ElfSymbol.SHN_ABS || (info & 15) == TLS);
  }

  /** Whether the symbol is local (STB_LOCAL): a relocation against it means this very entry. */
  public boolean local(int index) {
    return info(index) >> 4 == LOCAL;
  }

  /**
   * Whether a symbol has a name.
   *
   * @param index the symbol
   * @param name the name, in ASCII
   */
  public boolean named(int index, String name) {
    return strings.matches(nameOffset(index), name);
  }

  boolean named(int index, byte[] name) {
    return strings.matches(nameOffset(index), name);
  }

  private int entry(int index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException("symbol " + index + " of " + count);
    }
    return index * ENTRY;
  }
}
