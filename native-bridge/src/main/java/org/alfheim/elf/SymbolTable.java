package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.BitSet;

/**
 * The dynamic symbol table. The raw getters read one field each and make no object; every {@code
 * index} is from 0 to {@link #count()} - 1, and an index outside throws {@link
 * IndexOutOfBoundsException}.
 */
public final class SymbolTable {
  public static final int ENTRY = 24;

  /**
   * The words of an entry. The first holds {@code st_name} in its low 32 bits, then {@code st_info}
   * and {@code st_other} with 8 each, {@code st_shndx} in the high 16; the second is {@code
   * st_value}, the third {@code st_size}.
   */
  public static final int WORDS = 3;

  /** {@code STT_TLS}, in the low 4 bits of {@code st_info}: a thread-local variable. */
  public static final int TLS = 6;

  private static final int SECTION = 6;
  private static final int VALUE = 8;
  private static final int LOCAL = 0;
  private static final int GLOBAL = 1;
  private static final int WEAK = 2;
  private static final int GNU_UNIQUE = 10;
  private static final int GNU_IFUNC = 10;

  /** The types that something can bind to: NOTYPE, OBJECT, FUNC, COMMON, TLS, GNU_IFUNC. */
  private static final int BINDABLE = 1 | 1 << 1 | 1 << 2 | 1 << 5 | 1 << TLS | 1 << GNU_IFUNC;

  /** How many times the size of the file the names may have together; real ones stay below 1. */
  private static final int NAMES_LIMIT = 4;

  private final MemorySegment bytes;
  private final ByteBuffer buffer;
  private final LongBuffer entries;
  private final StringTable strings;
  private final int count;
  private final boolean hasIndirectFunctions;
  private final boolean hasThreadLocals;

  private SymbolTable(
      MemorySegment bytes,
      StringTable strings,
      boolean hasIndirectFunctions,
      boolean hasThreadLocals) {
    this.bytes = bytes;
    this.buffer = ElfBytes.buffer(bytes);
    this.entries = buffer.asLongBuffer();
    this.strings = strings;
    this.count = buffer.limit() / ENTRY;
    this.hasIndirectFunctions = hasIndirectFunctions;
    this.hasThreadLocals = hasThreadLocals;
  }

  /**
   * Takes a symbol table after a look at each name.
   *
   * @param offset where the table begins in the file
   * @throws ElfException if a name is not in the string table
   */
  static SymbolTable of(ElfBytes file, MemorySegment bytes, long offset, StringTable strings) {
    SymbolSurvey survey = file.scan().symbols(bytes);
    SymbolTable table = new SymbolTable(bytes, strings, survey.has(GNU_IFUNC), survey.has(TLS));
    if (survey.highestName() >= strings.size()) {
      throw table.badName(file, offset, table.firstWithName(strings.size()));
    }
    table.refuseLongNames(file, offset);
    return table;
  }

  /**
   * The table of an image that leaves some of its definitions to others: each becomes undefined.
   *
   * @param left the indexes of symbols
   */
  SymbolTable leaving(BitSet left) {
    byte[] copy = bytes.toArray(ValueLayout.JAVA_BYTE);
    ByteBuffer words = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
      words.putShort(entry(i) + SECTION, (short) ElfSymbol.SHN_UNDEF);
      words.putLong(entry(i) + VALUE, 0);
    }
    return new SymbolTable(
        MemorySegment.ofArray(copy).asReadOnly(), strings, hasIndirectFunctions, hasThreadLocals);
  }

  /** The first symbol whose name begins at an offset or behind it; there is one. */
  private int firstWithName(int least) {
    int index = 0;
    while (Integer.compareUnsigned(nameOffset(index), least) < 0) {
      index++;
    }
    return index;
  }

  private ElfException badName(ElfBytes file, long offset, int index) {
    return file.bad(
        "st_name",
        offset + (long) index * ENTRY,
        "the name of symbol "
            + index
            + " begins at "
            + Integer.toUnsignedString(nameOffset(index))
            + " in a string table of "
            + strings.size()
            + " bytes");
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

  /**
   * Copies entries as they lie in the file, {@link #WORDS} words each: the quick way through the
   * table.
   *
   * @param from the index of the first, up to {@link #count()}
   * @param words is filled from its beginning, with as many entries as it has room for
   * @return how many entries were copied, 0 at the end of the table
   */
  public int copy(int from, long[] words) {
    int copied = Math.min(words.length / WORDS, count - from);
    entries.get(from * WORDS, words, 0, copied * WORDS);
    return copied;
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
    return buffer.getShort(entry(index) + SECTION) & 0xffff;
  }

  /**
   * Whether there is an indirect function (STT_GNU_IFUNC) among the symbols, be it defined or not.
   */
  public boolean hasIndirectFunctions() {
    return hasIndirectFunctions;
  }

  /** Whether there is a thread-local variable (STT_TLS) among the symbols, be it defined or not. */
  public boolean hasThreadLocals() {
    return hasThreadLocals;
  }

  /** {@code st_value}. */
  public long value(int index) {
    return buffer.getLong(entry(index) + VALUE);
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

  /** The name as it lies in the string table, without its NUL. */
  byte[] encodedName(int index) {
    return strings.encoded(nameOffset(index));
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
