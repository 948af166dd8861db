package org.alfheim.elf;

import static org.alfheim.elf.DynamicSection.DT_JMPREL;
import static org.alfheim.elf.DynamicSection.DT_PLTREL;
import static org.alfheim.elf.DynamicSection.DT_PLTRELSZ;
import static org.alfheim.elf.DynamicSection.DT_RELA;
import static org.alfheim.elf.DynamicSection.DT_RELAENT;
import static org.alfheim.elf.DynamicSection.DT_RELASZ;
import static org.alfheim.elf.DynamicSection.DT_RELR;
import static org.alfheim.elf.DynamicSection.DT_RELRENT;
import static org.alfheim.elf.DynamicSection.DT_RELRSZ;
import static org.alfheim.elf.DynamicSection.DT_RELSZ;

import java.lang.foreign.MemorySegment;

/** The three relocation tables of an image. */
record RelocationTables(RelocationTable rela, RelocationTable jump, RelrTable relr) {

  // Forms that linkers can write and that only other systems read.
  private static final long DT_ANDROID_RELA = 0x60000011L;
  private static final long DT_ANDROID_RELR = 0x6fffe000L;
  private static final long DT_CREL = 0x40000026L;

  static RelocationTables read(ElfBytes file, LoadMap image, DynamicSection dynamic) {
    return new Reader(file, image, dynamic).read();
  }

  /** The highest symbol index that a relocation names, 0 if none names any. */
  long highestSymbol() {
    return Math.max(rela.highestSymbol(), jump.highestSymbol());
  }

  void checkSymbols(ElfBytes file, int count) {
    checkSymbols(file, rela, "DT_RELA", count);
    checkSymbols(file, jump, "DT_JMPREL", count);
  }

  private static void checkSymbols(ElfBytes file, RelocationTable table, String field, int count) {
    if (table.count() != 0 && table.highestSymbol() >= count) {
      int index = table.firstBeyond(count);
      throw file.bad(
          field,
          table.position(index),
          "relocation "
              + index
              + " names symbol "
              + Integer.toUnsignedString(table.symbol(index))
              + " of "
              + count);
    }
  }

  private record Reader(ElfBytes file, LoadMap image, DynamicSection dynamic) {
    RelocationTables read() {
      if (dynamic.get(DT_RELSZ, 0) != 0) {
        throw file.bad(
            "DT_REL",
            dynamic.at(DT_RELSZ),
            "relocations without addends (DT_REL), which AMD64 does not use");
      }
      refusePacked(DT_ANDROID_RELA, "DT_ANDROID_RELA");
      refusePacked(DT_ANDROID_RELR, "DT_ANDROID_RELR");
      refusePacked(DT_CREL, "DT_CREL");
      expect(DT_RELAENT, RelocationTable.ENTRY, "DT_RELAENT");
      expect(DT_RELRENT, RelrTable.ENTRY, "DT_RELRENT");
      if (dynamic.get(DT_PLTRELSZ, 0) != 0) {
        expect(DT_PLTREL, DT_RELA, "DT_PLTREL");
      }
      long relaStart = dynamic.get(DT_RELA, 0);
      long relaSize = size(DT_RELA, DT_RELASZ, RelocationTable.ENTRY, "DT_RELASZ");
      long jumpStart = dynamic.get(DT_JMPREL, 0);
      long jumpSize = size(DT_JMPREL, DT_PLTRELSZ, RelocationTable.ENTRY, "DT_PLTRELSZ");
      table(DT_RELA, relaStart, relaSize, "DT_RELA");
      MemorySegment jump = table(DT_JMPREL, jumpStart, jumpSize, "DT_JMPREL");
      if (relaSize != 0
          && jumpSize != 0
          && jumpStart < relaStart + relaSize
          && relaStart < jumpStart + jumpSize) {
        if (jumpStart + jumpSize == relaStart + relaSize && jumpStart >= relaStart) {
          relaSize -= jumpSize;
        } else if (jumpStart == relaStart && jumpSize < relaSize) {
          relaStart += jumpSize;
          relaSize -= jumpSize;
        } else {
          throw file.bad(
              "DT_JMPREL",
              dynamic.at(DT_JMPREL),
              "DT_JMPREL overlaps DT_RELA and is neither its end nor its beginning");
        }
      }
      return new RelocationTables(
          new RelocationTable(
              table(DT_RELA, relaStart, relaSize, "DT_RELA"),
              offset(relaStart, relaSize),
              file.scan()),
          new RelocationTable(jump, offset(jumpStart, jumpSize), file.scan()),
          relr());
    }

    /** Left unread, such a table would leave every address in the image wrong. */
    private void refusePacked(long tag, String field) {
      if (dynamic.has(tag)) {
        throw file.bad(
            field,
            dynamic.at(tag),
            "packed relocations (" + field + ") that Linux does not read",
            "link it with -Wl,-z,pack-relative-relocs or without packing");
      }
    }

    private RelrTable relr() {
      long size = size(DT_RELR, DT_RELRSZ, RelrTable.ENTRY, "DT_RELRSZ");
      RelrTable relr = new RelrTable(table(DT_RELR, dynamic.get(DT_RELR, 0), size, "DT_RELR"));
      if (!relr.beginsWithAddress()) {
        throw file.bad(
            "DT_RELR",
            dynamic.at(DT_RELR),
            "the table begins with a bitmap, and there is no address before it");
      }
      // A bitmap stands for up to 63 words: a few bytes of them could fill the memory.
      if (relr.count() > file.size() / RelrTable.ENTRY) {
        throw file.bad(
            "DT_RELR",
            dynamic.at(DT_RELR),
            "the table names "
                + relr.count()
                + " words to relocate, and the file has "
                + file.size()
                + " bytes");
      }
      return relr;
    }

    private long size(long tag, long sizeTag, int entry, String field) {
      if (!dynamic.has(tag)) {
        return 0;
      }
      if (!dynamic.has(sizeTag)) {
        throw file.bad(field, -1, "the dynamic section has a table and no " + field);
      }
      long size = dynamic.get(sizeTag, 0);
      if (size < 0 || size % entry != 0) {
        throw file.bad(
            field,
            dynamic.at(sizeTag),
            "a table of "
                + Long.toUnsignedString(size)
                + " bytes is not made of entries of "
                + entry);
      }
      return size;
    }

    private MemorySegment table(long tag, long start, long size, String field) {
      return size == 0
          ? file.segment().asSlice(0, 0)
          : image.slice(start, size, field, dynamic.at(tag));
    }

    private long offset(long start, long size) {
      return size == 0 ? 0 : image.offset(start);
    }

    private void expect(long tag, long value, String field) {
      if (dynamic.get(tag, value) != value) {
        throw file.bad(
            field,
            dynamic.at(tag),
            field
                + " is "
                + Long.toUnsignedString(dynamic.get(tag, value))
                + ", on AMD64 it is always "
                + value);
      }
    }
  }
}
