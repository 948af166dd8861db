package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.ElfBytes;

/** Reads the symbol table of an object. */
final class SymbolReader {
  /** The words of an entry: st_name, st_info, st_other and st_shndx; st_value; st_size. */
  private static final int WORDS = 3;

  private static final int ENTRY = 8 * WORDS;
  private static final int SHN_LORESERVE = 0xff00;
  private static final int SHN_AMD64_LCOMMON = 0xff02;
  private static final int SHN_ABS = 0xfff1;
  private static final int SHN_COMMON = 0xfff2;
  private static final int SHN_XINDEX = 0xffff;

  private final ElfBytes file;
  private final List<HeaderRow> rows;
  private final HeaderRow table;
  private final long[] words;
  private final ByteBuffer extended;
  private final ObjectStrings names;

  private SymbolReader(ElfBytes file, List<HeaderRow> rows, HeaderRow table) {
    this.file = file;
    this.rows = rows;
    this.table = table;
    if (table.entrySize() != ENTRY || table.size() % ENTRY != 0) {
      throw file.bad(
          "sh_entsize", table.at() + 56, "the symbol table is not of entries of 24 bytes");
    }
    if (table.link() <= 0
        || table.link() >= rows.size()
        || rows.get(table.link()).type() != HeaderRow.SHT_STRTAB) {
      throw file.bad("sh_link", table.at() + 40, "the symbol table has no string table");
    }
    ByteBuffer entries = table.content(file);
    this.words = new long[entries.limit() / 8];
    entries.asLongBuffer().get(words);
    this.names = new ObjectStrings(file, rows.get(table.link()).content(file));
    this.extended = extended();
  }

  /** All symbols; none where there is no symbol table. */
  static List<ObjectSymbol> read(ElfBytes file, List<HeaderRow> rows) {
    List<HeaderRow> tables =
        rows.stream().filter(row -> row.type() == HeaderRow.SHT_SYMTAB).toList();
    if (tables.isEmpty()) {
      return List.of();
    }
    if (tables.size() > 1) {
      throw file.bad("sh_type", tables.get(1).at() + 4, "there are two symbol tables");
    }
    return new SymbolReader(file, rows, tables.getFirst()).all();
  }

  private ByteBuffer extended() {
    for (HeaderRow row : rows) {
      if (row.type() == HeaderRow.SHT_SYMTAB_SHNDX && row.link() == table.index()) {
        ByteBuffer indices = row.content(file);
        if (indices.limit() / 4 < words.length / WORDS) {
          throw file.bad(
              "sh_size", row.at() + 32, "SHT_SYMTAB_SHNDX is shorter than the symbol table");
        }
        return indices;
      }
    }
    return null;
  }

  private List<ObjectSymbol> all() {
    int count = words.length / WORDS;
    List<ObjectSymbol> symbols = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      symbols.add(symbol(i));
    }
    return symbols;
  }

  private ObjectSymbol symbol(int index) {
    int row = index * WORDS;
    long at = table.offset() + 8L * row;
    long head = words[row];
    int info = (int) (head >>> 32) & 0xff;
    int section = section(index, (int) (head >>> 48), at);
    int type = info & 15;
    ByteRange name =
        type == ObjectSymbol.STT_SECTION && section > 0
            ? ByteRange.of(rows.get(section).name())
            : names.get((int) head, "st_name", at);
    ObjectSymbol symbol =
        new ObjectSymbol(
            name,
            type,
            info >> 4,
            (int) (head >>> 40) & 3,
            section,
            words[row + 1],
            words[row + 2]);
    check(symbol, at);
    return symbol;
  }

  private int section(int index, int number, long at) {
    if (number == SHN_XINDEX) {
      if (extended == null) {
        throw file.bad("st_shndx", at + 6, "SHN_XINDEX without SHT_SYMTAB_SHNDX");
      }
      int section = extended.getInt(index * 4);
      if (section <= 0 || section >= rows.size()) {
        throw notASection(Integer.toUnsignedString(section), at);
      }
      return section;
    }
    if (number < SHN_LORESERVE) {
      if (number >= rows.size()) {
        throw notASection(Integer.toString(number), at);
      }
      return number;
    }
    return switch (number) {
      case SHN_ABS -> ObjectSymbol.ABSOLUTE;
      case SHN_COMMON -> ObjectSymbol.COMMON;
      case SHN_AMD64_LCOMMON -> ObjectSymbol.LARGE_COMMON;
      default -> throw notASection("0x" + Integer.toHexString(number), at);
    };
  }

  private RuntimeException notASection(String number, long at) {
    return file.bad("st_shndx", at + 6, "a symbol is of section " + number + ", which is not here");
  }

  private void check(ObjectSymbol symbol, long at) {
    int binding = symbol.binding();
    if (binding > ObjectSymbol.STB_WEAK && binding != ObjectSymbol.STB_GNU_UNIQUE) {
      throw file.bad("st_info", at + 4, symbol.name() + " has the unknown binding " + binding);
    }
    if (symbol.key().isEmpty() && !symbol.local()) {
      throw file.bad("st_name", at, "a symbol for other objects that has no name");
    }
    boolean known =
        symbol.type() <= ObjectSymbol.STT_TLS || symbol.type() == ObjectSymbol.STT_GNU_IFUNC;
    if (!known) {
      throw file.bad("st_info", at + 4, symbol.name() + " has the unknown type " + symbol.type());
    }
    if (symbol.common()
        && (Long.bitCount(symbol.value()) > 1 || symbol.value() < 0 || symbol.value() > 1L << 30)) {
      throw file.bad(
          "st_value", at + 8, "the common symbol " + symbol.name() + " has no possible alignment");
    }
    if (symbol.common() && (symbol.size() < 0 || symbol.size() > 1L << 46)) {
      throw file.bad("st_size", at + 16, "the common symbol " + symbol.name() + " is too large");
    }
    /* A label may stand right behind the end. */
    if (symbol.section() > 0
        && Long.compareUnsigned(symbol.value(), rows.get(symbol.section()).size()) > 0
        && !CompressedSection.isPacked(rows.get(symbol.section()))) {
      throw file.bad(
          "st_value",
          at + 8,
          symbol.name() + " lies outside of its section " + rows.get(symbol.section()).name());
    }
  }
}
