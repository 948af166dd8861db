package org.alfheim.internal.dwarf.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.internal.dwarf.attribute.RangeLists;
import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.section.SectionBytes;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.InfoSection;
import org.alfheim.internal.dwarf.unit.Sections;
import org.alfheim.internal.dwarf.unit.Unit;

/**
 * Which units have code at an address: by {@code .debug_aranges}, and of units that it does not
 * mention by what these say themselves.
 */
final class AddressMap {
  private static final int VERSION = 2;

  private final Sections sections;
  private volatile List<Piece> table;
  private volatile List<Piece> others;
  private final Set<Integer> mentioned = new HashSet<>();

  /** Addresses of a unit. */
  private record Piece(long start, long end, int unit) {}

  AddressMap(Sections sections) {
    this.sections = sections;
  }

  /** Where the units begin that have code at an address. */
  synchronized int[] unitsAt(long address) {
    if (table == null) {
      table = sorted(fromTable());
    }
    int[] found = holding(table, address);
    if (found.length == 0) {
      if (others == null) {
        others = sorted(fromUnits());
      }
      found = holding(others, address);
    }
    return found;
  }

  private static List<Piece> sorted(List<Piece> pieces) {
    pieces.sort(Comparator.comparingLong(Piece::start));
    return pieces;
  }

  /** Pieces do not overlap in a linked image, so one is looked at, and those of the same start. */
  private static int[] holding(List<Piece> pieces, long address) {
    int low = 0;
    int high = pieces.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pieces.get(middle).start() <= address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int[] found = {};
    for (int i = low - 1; i >= 0 && i >= low - 4; i--) {
      if (address < pieces.get(i).end()) {
        found = Arrays.copyOf(found, found.length + 1);
        found[found.length - 1] = pieces.get(i).unit();
      }
    }
    return found;
  }

  private List<Piece> fromTable() {
    List<Piece> pieces = new ArrayList<>();
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
      set(pieces, new Reader(section, reader.position(), end), start, wide);
      reader.position(end);
    }
    return pieces;
  }

  private void set(List<Piece> pieces, Reader reader, int start, boolean wide) {
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
    mentioned.add(at);
    int padding = -(reader.position() - start) & 15;
    reader.skip(padding);
    while (reader.end() - reader.position() >= 16) {
      long first = reader.u8();
      long length = reader.u8();
      if (length != 0 && first != 0) {
        pieces.add(new Piece(first, first + length, at));
      }
    }
  }

  private List<Piece> fromUnits() {
    List<Piece> pieces = new ArrayList<>();
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
                pieces.add(new Piece(first, end, start));
              }
              return pieces.size() < most;
            });
      }
    }
    return pieces;
  }
}
