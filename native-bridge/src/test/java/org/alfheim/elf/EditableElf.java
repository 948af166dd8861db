package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a sound image, and where its fields lie: for tests that change one. It reads the
 * format in its own, trusting way.
 */
final class EditableElf {
  static final int HEADER = 64;
  static final int PROGRAM_HEADER = 56;
  static final int DYNAMIC = 16;

  /**
   * A field.
   *
   * @param name what the specification calls it, with the place of its record
   * @param offset where it lies in the file
   * @param size its bytes: 1, 2, 4 or 8
   */
  record Field(String name, int offset, int size) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final ByteBuffer bytes;

  EditableElf(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static EditableElf of(Path path) {
    return new EditableElf(Images.bytes(path));
  }

  /** The bytes themselves, not a copy. */
  byte[] bytes() {
    return bytes.array();
  }

  EditableElf copy() {
    return new EditableElf(bytes().clone());
  }

  /** A copy that ends earlier. */
  EditableElf cut(int size) {
    return new EditableElf(java.util.Arrays.copyOf(bytes(), size));
  }

  long get(int offset, int size) {
    return switch (size) {
      case 1 -> bytes.get(offset) & 0xff;
      case 2 -> bytes.getShort(offset) & 0xffff;
      case 4 -> bytes.getInt(offset) & 0xffffffffL;
      default -> bytes.getLong(offset);
    };
  }

  EditableElf set(int offset, int size, long value) {
    switch (size) {
      case 1 -> bytes.put(offset, (byte) value);
      case 2 -> bytes.putShort(offset, (short) value);
      case 4 -> bytes.putInt(offset, (int) value);
      default -> bytes.putLong(offset, value);
    }
    return this;
  }

  long get(Field field) {
    return get(field.offset(), field.size());
  }

  EditableElf set(Field field, long value) {
    return set(field.offset(), field.size(), value);
  }

  int programHeaderCount() {
    return (int) get(56, 2);
  }

  /** Where a program header begins in the file. */
  int programHeader(int index) {
    return (int) get(32, 8) + index * PROGRAM_HEADER;
  }

  /** Where the n-th program header of a type begins in the file. */
  int segment(int type, int n) {
    int seen = 0;
    for (int i = 0; i < programHeaderCount(); i++) {
      if (get(programHeader(i), 4) == (type & 0xffffffffL) && seen++ == n) {
        return programHeader(i);
      }
    }
    throw new AssertionError("no segment " + n + " of type " + type);
  }

  int segment(int type) {
    return segment(type, 0);
  }

  int loadSegmentCount() {
    int count = 0;
    for (int i = 0; i < programHeaderCount(); i++) {
      count += get(programHeader(i), 4) == ProgramHeader.PT_LOAD ? 1 : 0;
    }
    return count;
  }

  /** Where the bytes of an address lie in the file. */
  int at(long address) {
    for (int i = 0; i < programHeaderCount(); i++) {
      int header = programHeader(i);
      long start = get(header + 16, 8);
      if (get(header, 4) == ProgramHeader.PT_LOAD
          && address >= start
          && address < start + get(header + 32, 8)) {
        return (int) (get(header + 8, 8) + address - start);
      }
    }
    throw new AssertionError("no segment holds 0x" + Long.toHexString(address));
  }

  private int dynamicStart() {
    return at(get(segment(ProgramHeader.PT_DYNAMIC) + 16, 8));
  }

  int dynamicCount() {
    int count = 0;
    while (get(dynamicStart() + count * DYNAMIC, 8) != 0) {
      count++;
    }
    return count;
  }

  /** Where the entry of a tag begins in the file; -1 if there is none. */
  int findDynamic(long tag) {
    for (int i = 0; i < dynamicCount(); i++) {
      if (get(dynamicStart() + i * DYNAMIC, 8) == tag) {
        return dynamicStart() + i * DYNAMIC;
      }
    }
    return -1;
  }

  /** Where the entry of a tag begins in the file. */
  int dynamic(long tag) {
    int at = findDynamic(tag);
    if (at < 0) {
      throw new AssertionError("no " + DynamicSection.nameOf(tag));
    }
    return at;
  }

  boolean has(long tag) {
    return findDynamic(tag) >= 0;
  }

  long value(long tag) {
    return get(dynamic(tag) + 8, 8);
  }

  EditableElf setValue(long tag, long value) {
    return set(dynamic(tag) + 8, 8, value);
  }

  /** Makes an entry one that nobody looks at. */
  EditableElf drop(long tag) {
    return set(dynamic(tag), 8, 0x6fff0000L);
  }

  /** Where the table of a tag begins in the file. */
  int table(long tag) {
    return at(value(tag));
  }

  int symbol(int index) {
    return table(DynamicSection.DT_SYMTAB) + index * 24;
  }

  String string(long offset) {
    int start = table(DynamicSection.DT_STRTAB) + (int) offset;
    StringBuilder text = new StringBuilder();
    for (int i = start; bytes.get(i) != 0; i++) {
      text.append((char) bytes.get(i));
    }
    return text.toString();
  }

  /** The index of the dynamic symbol of a name. */
  int symbolNamed(String name) {
    int count = (int) get(table(DynamicSection.DT_HASH) + 4, 4);
    for (int i = 1; i < count; i++) {
      if (string(get(symbol(i), 4)).equals(name)) {
        return i;
      }
    }
    throw new AssertionError("no symbol " + name);
  }

  /** The fields of all that a loader reads; of long tables the first and the last entries. */
  List<Field> fields() {
    List<Field> all = new ArrayList<>();
    add(all, "e_ident", 0, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    add(all, "Ehdr", 16, 2, 2, 4, 8, 8, 8, 4, 2, 2, 2, 2, 2, 2);
    for (int i = 0; i < programHeaderCount(); i++) {
      add(all, "Phdr[" + i + "]", programHeader(i), 4, 4, 8, 8, 8, 8, 8, 8);
    }
    for (int i = 0; i <= dynamicCount(); i++) {
      int at = dynamicStart() + i * DYNAMIC;
      add(all, "Dyn[" + DynamicSection.nameOf(get(at, 8)) + "]", at, 8, 8);
    }
    addTable(all, "Rela", DynamicSection.DT_RELA, DynamicSection.DT_RELASZ, 8, 4, 4, 8);
    addTable(all, "Plt", DynamicSection.DT_JMPREL, DynamicSection.DT_PLTRELSZ, 8, 4, 4, 8);
    addTable(all, "Relr", DynamicSection.DT_RELR, DynamicSection.DT_RELRSZ, 8);
    int symbols = has(DynamicSection.DT_HASH) ? (int) get(table(DynamicSection.DT_HASH) + 4, 4) : 0;
    addEntries(all, "Sym", table(DynamicSection.DT_SYMTAB), symbols, 4, 1, 1, 2, 8, 8);
    addEntries(
        all, "Strtab", table(DynamicSection.DT_STRTAB), (int) value(DynamicSection.DT_STRSZ), 1);
    if (has(DynamicSection.DT_VERSYM)) {
      addEntries(all, "Versym", table(DynamicSection.DT_VERSYM), symbols, 2);
    }
    if (has(DynamicSection.DT_HASH)) {
      int hash = table(DynamicSection.DT_HASH);
      addEntries(all, "Hash", hash, 2 + (int) get(hash, 4) + (int) get(hash + 4, 4), 4);
    }
    if (has(DynamicSection.DT_GNU_HASH)) {
      int hash = table(DynamicSection.DT_GNU_HASH);
      int words =
          4 + 2 * (int) get(hash + 8, 4) + (int) get(hash, 4) + symbols - (int) get(hash + 4, 4);
      addEntries(all, "GnuHash", hash, words, 4);
    }
    addVersions(all);
    int sections = (int) get(40, 8);
    if (sections != 0) {
      addEntries(all, "Shdr", sections, (int) get(60, 2), 4, 4, 8, 8, 8, 8, 4, 4, 8, 8);
    }
    return all;
  }

  private void addVersions(List<Field> all) {
    if (has(DynamicSection.DT_VERNEED)) {
      int need = table(DynamicSection.DT_VERNEED);
      for (int i = 0; i < value(DynamicSection.DT_VERNEEDNUM); i++) {
        add(all, "Verneed[" + i + "]", need, 2, 2, 4, 4, 4);
        int aux = need + (int) get(need + 8, 4);
        for (int j = 0; j < get(need + 2, 2); j++) {
          add(all, "Vernaux[" + i + "," + j + "]", aux, 4, 2, 2, 4, 4);
          aux += (int) get(aux + 12, 4);
        }
        need += (int) get(need + 12, 4);
      }
    }
    if (has(DynamicSection.DT_VERDEF)) {
      int definition = table(DynamicSection.DT_VERDEF);
      for (int i = 0; i < value(DynamicSection.DT_VERDEFNUM); i++) {
        add(all, "Verdef[" + i + "]", definition, 2, 2, 2, 2, 4, 4, 4);
        int aux = definition + (int) get(definition + 12, 4);
        for (int j = 0; j < get(definition + 6, 2); j++) {
          add(all, "Verdaux[" + i + "," + j + "]", aux, 4, 4);
          aux += (int) get(aux + 4, 4);
        }
        definition += (int) get(definition + 16, 4);
      }
    }
  }

  private void addTable(List<Field> all, String name, long tag, long sizeTag, int... sizes) {
    if (has(tag)) {
      int entry = java.util.stream.IntStream.of(sizes).sum();
      addEntries(all, name, table(tag), (int) value(sizeTag) / entry, sizes);
    }
  }

  private static void addEntries(List<Field> all, String name, int start, int count, int... sizes) {
    int entry = java.util.stream.IntStream.of(sizes).sum();
    for (int i = 0; i < count; i++) {
      if (i < 12 || i >= count - 4) {
        add(all, name + "[" + i + "]", start + i * entry, sizes);
      }
    }
  }

  private static void add(List<Field> all, String name, int start, int... sizes) {
    int at = start;
    for (int i = 0; i < sizes.length; i++) {
      all.add(new Field(name + "." + i, at, sizes[i]));
      at += sizes[i];
    }
  }
}
