package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * Reads the three version tables of an image and checks them from end to end: every chain ends
 * after as many entries as its head says, every name is in the string table, and every symbol's
 * version has a name.
 *
 * <p>The work is bounded by the size of the file: offsets in the chains lead forward only, and no
 * more entries are read than fit side by side.
 */
final class VersionTables {
  static final int HIDDEN = 0x8000;
  static final int INDEX = 0x7fff;
  static final int NEED_ENTRY = 16;
  static final int DEFINITION_ENTRY = 20;
  static final int DEFINITION_NAME = 8;
  static final int BASE = 1;
  static final int WEAK = 2;

  private static final int NONE = -1;

  private final ElfBytes file;
  private final LoadMap image;
  private final DynamicSection dynamic;
  private final Names strings;

  /** For each version its name's place in the string table, or NONE. */
  private int[] names = {NONE, NONE};

  /** For each version that is needed the place of its file's name, or NONE. */
  private int[] files = {NONE, NONE};

  private VersionTables(ElfBytes file, LoadMap image, DynamicSection dynamic, StringTable strings) {
    this.file = file;
    this.image = image;
    this.dynamic = dynamic;
    this.strings = new Names(file, strings);
  }

  static Versions read(
      ElfBytes file, LoadMap image, DynamicSection dynamic, StringTable strings, int symbolCount) {
    VersionTables tables = new VersionTables(file, image, dynamic, strings);
    int needCount =
        tables.count(DynamicSection.DT_VERNEED, DynamicSection.DT_VERNEEDNUM, "DT_VERNEEDNUM");
    int definitionCount =
        tables.count(DynamicSection.DT_VERDEF, DynamicSection.DT_VERDEFNUM, "DT_VERDEFNUM");
    MemorySegment none = file.segment().asSlice(0, 0);
    MemorySegment needs = needCount == 0 ? none : tables.needs(needCount);
    MemorySegment definitions = definitionCount == 0 ? none : tables.definitions(definitionCount);
    boolean present = dynamic.has(DynamicSection.DT_VERSYM);
    if (present && needCount == 0 && definitionCount == 0) {
      /* ld.so makes no table of versions then, and looks every reference up in it. */
      throw file.bad(
          "DT_VERSYM",
          dynamic.at(DynamicSection.DT_VERSYM),
          "the symbols have versions, and neither DT_VERNEED nor DT_VERDEF names any");
    }
    MemorySegment versym = present ? tables.versym(symbolCount) : none;
    return new Versions(
        strings,
        tables.names,
        tables.files,
        versym,
        needs,
        needCount,
        definitions,
        definitionCount);
  }

  private int count(long table, long number, String field) {
    if (!dynamic.has(table)) {
      return 0;
    }
    long count = dynamic.get(number, 0);
    if (count < 0 || count > file.size() / NEED_ENTRY) {
      throw file.bad(
          field,
          dynamic.at(number),
          Long.toUnsignedString(count) + " entries are more than the file has room for");
    }
    return (int) count;
  }

  private MemorySegment needs(int count) {
    Chain chain = new Chain("DT_VERNEED", DynamicSection.DT_VERNEED, NEED_ENTRY, NEED_ENTRY);
    int need = 0;
    for (int i = 0; i < count; i++) {
      chain.entry(need, NEED_ENTRY);
      chain.version(need, "vn_version");
      int fileName = chain.name(need + 4, "vn_file");
      int auxCount = chain.u16(need + 2);
      if (auxCount == 0) {
        throw chain.bad("vn_cnt", need + 2, "file " + i + " is named and no version of it");
      }
      int aux = chain.step(need, 8, false, "vn_aux", "vn_cnt");
      for (int j = 0; j < auxCount; j++) {
        chain.entry(aux, NEED_ENTRY);
        int index = chain.u16(aux + 6) & INDEX;
        name(index, chain.name(aux + 8, "vna_name"), chain, aux + 6, "vna_other");
        files = sized(files, index);
        files[index] = fileName;
        aux = chain.step(aux, 12, j == auxCount - 1, "vna_next", "vn_cnt");
      }
      need = chain.step(need, 12, i == count - 1, "vn_next", "DT_VERNEEDNUM");
    }
    return chain.bytes.asSlice(0, chain.end);
  }

  private MemorySegment definitions(int count) {
    Chain chain =
        new Chain("DT_VERDEF", DynamicSection.DT_VERDEF, DEFINITION_ENTRY, DEFINITION_NAME);
    int definition = 0;
    for (int i = 0; i < count; i++) {
      chain.entry(definition, DEFINITION_ENTRY);
      chain.version(definition, "vd_version");
      int index = chain.u16(definition + 4) & INDEX;
      int nameCount = chain.u16(definition + 6);
      if (nameCount == 0) {
        throw chain.bad("vd_cnt", definition + 6, "version definition " + i + " has no name");
      }
      int aux = chain.step(definition, 12, false, "vd_aux", "vd_cnt");
      for (int j = 0; j < nameCount; j++) {
        chain.entry(aux, DEFINITION_NAME);
        int name = chain.name(aux, "vda_name");
        if (j == 0) {
          name(index, name, chain, definition + 4, "vd_ndx");
        }
        aux = chain.step(aux, 4, j == nameCount - 1, "vda_next", "vd_cnt");
      }
      definition = chain.step(definition, 16, i == count - 1, "vd_next", "DT_VERDEFNUM");
    }
    return chain.bytes.asSlice(0, chain.end);
  }

  private void name(int index, int name, Chain chain, int at, String field) {
    if (index == 0) {
      throw chain.bad(
          field, at, "a version has the number 0, which stands for symbols that are not visible");
    }
    names = sized(names, index);
    if (names[index] != NONE) {
      throw chain.bad(field, at, "two versions have the number " + index);
    }
    names[index] = name;
  }

  /** An array that has a place for an index, which is below 2¹⁵. */
  private static int[] sized(int[] array, int index) {
    if (index < array.length) {
      return array;
    }
    int[] larger = Arrays.copyOf(array, Math.max(index + 1, array.length * 2));
    Arrays.fill(larger, array.length, larger.length, NONE);
    return larger;
  }

  private MemorySegment versym(int symbolCount) {
    long at = dynamic.at(DynamicSection.DT_VERSYM);
    MemorySegment bytes =
        image.slice(dynamic.get(DynamicSection.DT_VERSYM, 0), symbolCount * 2L, "DT_VERSYM", at);
    if (file.scan().highestVersion(bytes) > highestOfAllNamed()) {
      refuseNameless(bytes, at);
    }
    return bytes;
  }

  private void refuseNameless(MemorySegment bytes, long at) {
    ShortBuffer indexes = ElfBytes.buffer(bytes).asShortBuffer();
    short[] piece = new short[ElfBytes.PIECE];
    for (int from = 0; indexes.hasRemaining(); from += piece.length) {
      int read = Math.min(piece.length, indexes.remaining());
      indexes.get(piece, 0, read);
      int wrong = nameless(piece, read);
      if (wrong >= 0) {
        throw file.bad(
            "DT_VERSYM",
            at,
            "symbol "
                + (from + wrong)
                + " has version "
                + (piece[wrong] & INDEX)
                + ", which neither DT_VERNEED nor DT_VERDEF names");
      }
    }
  }

  /** The highest version up to which all that need one have a name. */
  private int highestOfAllNamed() {
    int highest = 1;
    while (highest + 1 < names.length && names[highest + 1] != NONE) {
      highest++;
    }
    return highest;
  }

  /** The first of some versions that has no name and needs one, or -1. */
  private int nameless(short[] versions, int count) {
    int[] known = names;
    for (int i = 0; i < count; i++) {
      int index = versions[i] & INDEX;
      if (index > 1 && (index >= known.length || known[index] == NONE)) {
        return i;
      }
    }
    return -1;
  }

  /** One table of linked entries. */
  private final class Chain {
    private final String field;
    private final long at;
    private final MemorySegment bytes;
    private final ByteBuffer buffer;
    private final long offset;
    private long budget;
    private int end;

    /**
     * The table at the address that a dynamic entry gives.
     *
     * @param first the bytes of its first entry
     * @param least the bytes of its smallest entry
     */
    Chain(String field, long tag, int first, int least) {
      this.field = field;
      this.at = dynamic.at(tag);
      this.bytes = image.rest(dynamic.get(tag, 0), first, field, at);
      this.buffer = ElfBytes.buffer(bytes);
      this.offset = image.offset(dynamic.get(tag, 0));
      this.budget = bytes.byteSize() / least;
    }

    /** An entry is about to be read. */
    void entry(int start, int size) {
      if (start > buffer.limit() - size) {
        throw bad(field, start, "an entry leaves the segment");
      }
      if (--budget < 0) {
        throw bad(field, start, "entries overlap");
      }
      end = Math.max(end, start + size);
    }

    void version(int start, String field) {
      if (u16(start) != 1) {
        throw bad(field, start, "unknown structure version " + u16(start) + ", only 1 exists");
      }
    }

    int u16(int position) {
      return buffer.getShort(position) & 0xffff;
    }

    int name(int position, String field) {
      return strings.check(buffer.getInt(position) & 0xffffffffL, field, offset + position);
    }

    /**
     * The next entry's place.
     *
     * @param link where in the entry the distance stands
     * @param last whether there has to be no next entry
     * @param counter the field that says how many entries there are
     */
    int step(int start, int link, boolean last, String field, String counter) {
      int distance = buffer.getInt(start + link);
      if (last) {
        if (distance != 0) {
          throw bad(
              field,
              start + link,
              "the list goes on after the number of entries that " + counter + " gives");
        }
        return start;
      }
      if (distance == 0) {
        throw bad(
            field,
            start + link,
            "the list ends before the number of entries that " + counter + " gives");
      }
      if (distance < 0 || distance > buffer.limit() - start) {
        throw bad(field, start + link, "the next entry would be outside the segment");
      }
      return start + distance;
    }

    ElfException bad(String field, int position, String problem) {
      return file.bad(field, offset + position, problem);
    }
  }
}
