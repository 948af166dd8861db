package org.alfheim.linker.section;

import java.nio.ByteBuffer;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * The CIEs and FDEs of an object's section, one after the other: a cursor, which is at one of them.
 */
final class FrameRecord {
  private static final int SMALLEST = 8;

  private final LinkedSection linked;
  private final SectionRelocations relocations;
  private final ByteBuffer words;
  private int start;
  private int end;
  private int firstEntry;
  private int endEntry;

  /**
   * A cursor before the first record.
   *
   * @param linked the section
   * @param relocations those of its places, in the order of these
   */
  FrameRecord(LinkedSection linked, SectionRelocations relocations) {
    this.linked = linked;
    this.relocations = relocations;
    this.words = linked.section().content();
  }

  /**
   * Goes to the next record.
   *
   * @return whether there is one
   */
  boolean next() {
    int size = words.limit();
    int at = end;
    /* A length of 0 ends a table; here another may follow. */
    while (at + 4 <= size && words.getInt(at) == 0) {
      at += 4;
    }
    if (at + 4 > size) {
      if (at != size) {
        throw LinkException.at(section(), at, "a record of unwinding ends within its length", "");
      }
      return false;
    }
    int length = words.getInt(at);
    refuseImpossible(at, length, size);
    start = at;
    end = at + 4 + length;
    firstEntry = endEntry;
    while (endEntry < relocations.size() && relocations.offset(endEntry) < end) {
      endEntry++;
    }
    return true;
  }

  private void refuseImpossible(int at, int length, int size) {
    if (length == -1) {
      throw LinkException.at(section(), at, "a record of unwinding of 4 GiB and more", "");
    }
    if (length < SMALLEST || length > size - at - 4) {
      throw LinkException.at(
          section(),
          at,
          "a record of unwinding of " + Integer.toUnsignedString(length) + " bytes",
          "");
    }
  }

  InputSection section() {
    return linked.section();
  }

  /** Where the record begins, its length included. */
  int start() {
    return start;
  }

  /** Where it ends. */
  int end() {
    return end;
  }

  /** 0 for a CIE; otherwise how far before this field the CIE of the FDE begins. */
  int id() {
    return words.getInt(start + 4);
  }

  /** The relocations of the section. */
  SectionRelocations relocations() {
    return relocations;
  }

  /** The first relocation of the record's places. */
  int firstEntry() {
    return firstEntry;
  }

  /** The relocation behind the last of its places. */
  int endEntry() {
    return endEntry;
  }

  LinkSymbol symbol(int entry) {
    return linked.meant(relocations.symbol(entry));
  }

  int word(int at) {
    return words.getInt(at);
  }

  long longWord(int at) {
    return words.getLong(at);
  }

  /**
   * The bytes that it takes. Code that was written by hand has records of any length; here each has
   * one that the next one's words are aligned behind.
   */
  int size() {
    return (end - start + 3) & -4;
  }

  /** Copies its bytes; behind them are instructions that do nothing (DW_CFA_nop is 0). */
  void copyTo(ByteBuffer target, int at) {
    target.put(at, words, start, end - start);
    target.putInt(at, size() - 4);
  }
}
