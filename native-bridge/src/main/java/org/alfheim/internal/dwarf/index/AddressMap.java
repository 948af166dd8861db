package org.alfheim.internal.dwarf.index;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.alfheim.internal.dwarf.attribute.RangeLists;
import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.section.SectionBytes;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.InfoSection;
import org.alfheim.internal.dwarf.unit.Sections;
import org.alfheim.internal.dwarf.unit.Unit;
import org.alfheim.types.TypesException;

/**
 * Which units have code at an address: by {@code .debug_aranges} (DWARF 5, 6.1.2), and of units
 * that it does not mention by what these say themselves. Whether they have it is for who asks to
 * see.
 */
final class AddressMap {
  private static final int VERSION = 2;

  /** For so many questions the table is gone through; then it is put in order. */
  private static final int MOST_PASSES = 8;

  private final Sections sections;
  private final Set<Integer> mentioned = new HashSet<>();
  private Pieces table;
  private Pieces others;
  private int passes;

  /** Takes the addresses that the table has. */
  private interface Taker {
    void take(long start, long end, int unit);
  }

  AddressMap(Sections sections) {
    this.sections = sections;
  }

  /** Where the units begin that have code at an address. */
  synchronized int[] unitsAt(long address) {
    int[] found = inTable(address);
    if (found.length == 0) {
      if (others == null) {
        others = fromUnits();
      }
      found = others.holding(address);
    }
    return found;
  }

  private int[] inTable(long address) {
    try {
      return asked(address);
    } catch (TypesException damaged) {
      // It only helps to find what is there; the units say themselves what they have.
      table = new Pieces();
      mentioned.clear();
      return table.holding(address);
    }
  }

  private int[] asked(long address) {
    if (table == null && passes == MOST_PASSES) {
      Pieces pieces = new Pieces();
      read(pieces::add);
      table = pieces;
    }
    if (table != null) {
      return table.holding(address);
    }
    passes++;
    Pieces pieces = new Pieces();
    read((start, end, unit) -> {
      if (address >= start && address < end) {
        pieces.add(start, end, unit);
      }
    });
    return pieces.holding(address);
  }

  private void read(Taker taker) {
    SectionBytes section = sections.section(".debug_aranges");
    Reader reader = new Reader(section, 0, section.size());
    while (!reader.atEnd()) {
      int start = reader.position();
      long length = reader.u4();
      boolean wide = length == 0xffffffffL;
      if (wide) {
        length = reader.u8();
      }
      if (length < 0 || length > reader.end() - reader.position()) {
        throw section.bad(start, "unit_length leads beyond the section's end");
      }
      int end = reader.position() + (int) length;
      set(taker, new Reader(section, reader.position(), end), start, wide);
      reader.position(end);
    }
  }

  private void set(Taker taker, Reader reader, int start, boolean wide) {
    int version = reader.u2();
    long unit = reader.offset(wide);
    int addressSize = reader.u1();
    int segmentSize = reader.u1();
    if (version != VERSION || addressSize != Long.BYTES || segmentSize != 0) {
      throw reader.bad(
          "version "
              + version
              + ", addresses of "
              + addressSize
              + " bytes, segments of "
              + segmentSize
              + "; 2, 8 and 0 are known");
    }
    int at = sections.main().bytes().offset(unit, "debug_info_offset of .debug_aranges");
    if (Arrays.binarySearch(sections.main().starts(), at) < 0) {
      throw reader.bad("no unit begins at 0x" + Integer.toHexString(at) + " of .debug_info");
    }
    mentioned.add(at);
    int padding = -(reader.position() - start) & 15;
    reader.skip(padding);
    SectionBytes section = reader.section();
    for (int entry = reader.position(); entry <= reader.end() - 16; entry += 16) {
      long first = section.u8(entry);
      // What the linker has left out lies at 0.
      if (first != 0) {
        taker.take(first, first + section.u8(entry + 8), at);
      }
    }
  }

  private Pieces fromUnits() {
    Pieces pieces = new Pieces();
    InfoSection info = sections.main();
    // No more than could be told apart: lists may be shared, and each is read once for each unit.
    int most = info.bytes().size() + 1024;
    for (int start : info.starts()) {
      Unit unit = info.unit(start);
      Die root = unit.header().type() || mentioned.contains(start) ? null : unit.root();
      if (root != null) {
        RangeLists.of(
            root,
            (first, end) -> {
              if (first != 0 && pieces.size() < most) {
                pieces.add(first, end, start);
              }
              return pieces.size() < most;
            });
      }
    }
    return pieces;
  }
}
