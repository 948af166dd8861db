package org.alfheim.elf;

import static org.alfheim.elf.DynamicSection.DT_GNU_HASH;
import static org.alfheim.elf.DynamicSection.DT_HASH;
import static org.alfheim.elf.DynamicSection.DT_STRSZ;
import static org.alfheim.elf.DynamicSection.DT_STRTAB;
import static org.alfheim.elf.DynamicSection.DT_SYMENT;
import static org.alfheim.elf.DynamicSection.DT_SYMTAB;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * The tables that the dynamic section points at. How many symbols there are stands nowhere: a hash
 * table knows, or the section headers do, or there are as many as relocations name.
 */
record DynamicTables(
    StringTable strings,
    SymbolTable symbols,
    GnuHashTable gnuHash,
    SysvHashTable sysvHash,
    RelocationTables relocations,
    Versions versions) {

  private static final int GNU_HASH_HEADER = 16;
  private static final int HASH_HEADER = 8;

  static DynamicTables read(
      ElfBytes file, FileHeader header, LoadMap image, DynamicSection dynamic) {
    return new Reader(file, header, image, dynamic).read();
  }

  /**
   * The strings alone, for those who can do without the rest.
   *
   * @throws ElfException if the string table is absent or damaged
   */
  static StringTable strings(
      ElfBytes file, FileHeader header, LoadMap image, DynamicSection dynamic) {
    return new Reader(file, header, image, dynamic).strings();
  }

  /** The same of an image that leaves some of its definitions to others. */
  DynamicTables leaving(BitSet left) {
    return new DynamicTables(
        strings, symbols.leaving(left), gnuHash, sysvHash, relocations, versions);
  }

  private static final class Reader {
    private final ElfBytes file;
    private final FileHeader header;
    private final LoadMap image;
    private final DynamicSection dynamic;

    Reader(ElfBytes file, FileHeader header, LoadMap image, DynamicSection dynamic) {
      this.file = file;
      this.header = header;
      this.image = image;
      this.dynamic = dynamic;
    }

    DynamicTables read() {
      StringTable strings = strings();
      RelocationTables relocations = RelocationTables.read(file, image, dynamic);
      GnuHashTable.Reader gnu = gnuHash();
      MemorySegment sysv = sysvHash();
      SymbolTable symbols = symbols(symbolCount(gnu, sysv, relocations), strings);
      relocations.checkSymbols(file, symbols.count());
      return new DynamicTables(
          strings,
          symbols,
          gnu == null ? null : gnu.table(symbols),
          sysv == null ? null : SysvHashTable.of(file, sysv, dynamic.at(DT_HASH), symbols),
          relocations,
          VersionTables.read(file, image, dynamic, strings, symbols.count()));
    }

    StringTable strings() {
      return StringTable.of(
          file,
          required(DT_STRTAB, "DT_STRTAB", required(DT_STRSZ, "DT_STRSZ")),
          "DT_STRTAB",
          dynamic.at(DT_STRTAB));
    }

    private long required(long tag, String field) {
      if (!dynamic.has(tag)) {
        throw file.bad(field, -1, "the dynamic section has no " + field);
      }
      return dynamic.get(tag, 0);
    }

    private MemorySegment required(long tag, String field, long size) {
      return image.slice(required(tag, field), size, field, dynamic.at(tag));
    }

    private GnuHashTable.Reader gnuHash() {
      if (!dynamic.has(DT_GNU_HASH)) {
        return null;
      }
      long at = dynamic.at(DT_GNU_HASH);
      return new GnuHashTable.Reader(
          file, image.rest(dynamic.get(DT_GNU_HASH, 0), GNU_HASH_HEADER, "DT_GNU_HASH", at), at);
    }

    private MemorySegment sysvHash() {
      if (!dynamic.has(DT_HASH)) {
        return null;
      }
      long at = dynamic.at(DT_HASH);
      long start = dynamic.get(DT_HASH, 0);
      ByteBuffer head = image.window(start, HASH_HEADER, "DT_HASH", at);
      long buckets = head.getInt(0) & 0xffffffffL;
      long chains = head.getInt(4) & 0xffffffffL;
      if (buckets == 0) {
        throw file.bad("DT_HASH", at, "a hash table of 0 buckets");
      }
      return image.slice(start, HASH_HEADER + (buckets + chains) * 4, "DT_HASH", at);
    }

    private long symbolCount(
        GnuHashTable.Reader gnu, MemorySegment sysv, RelocationTables relocations) {
      if (sysv != null) {
        long count = ElfBytes.buffer(sysv).getInt(4);
        if (gnu != null && gnu.hasSymbols() && gnu.end() > count) {
          throw file.bad(
              "DT_GNU_HASH",
              dynamic.at(DT_GNU_HASH),
              "a chain reaches symbol "
                  + (gnu.end() - 1)
                  + ", and DT_HASH knows "
                  + count
                  + " symbols");
        }
        return count;
      }
      if (gnu != null && gnu.hasSymbols()) {
        return gnu.end();
      }
      long named = relocations.highestSymbol() + 1;
      return Math.max(
          named,
          SectionHeaderTable.dynamicSymbols(file, header, image, required(DT_SYMTAB, "DT_SYMTAB")));
    }

    private SymbolTable symbols(long count, StringTable strings) {
      long entry = required(DT_SYMENT, "DT_SYMENT");
      if (entry != SymbolTable.ENTRY) {
        throw file.bad(
            "DT_SYMENT",
            dynamic.at(DT_SYMENT),
            "symbols of "
                + Long.toUnsignedString(entry)
                + " bytes, ELF64 has "
                + SymbolTable.ENTRY);
      }
      MemorySegment bytes = required(DT_SYMTAB, "DT_SYMTAB", count * SymbolTable.ENTRY);
      return SymbolTable.of(file, bytes, image.offset(dynamic.get(DT_SYMTAB, 0)), strings);
    }
  }
}
