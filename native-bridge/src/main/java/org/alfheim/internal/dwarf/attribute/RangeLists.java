package org.alfheim.internal.dwarf.attribute;

import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Form;
import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.section.SectionBytes;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.Unit;
import org.alfheim.internal.dwarf.unit.Value;

/** The addresses of a DIE that has several pieces (DWARF 5, 2.17.3 and 7.25; DWARF 4, 2.17.3). */
public final class RangeLists {
  /** Takes the pieces, one after the other. */
  public interface Pieces {
    /**
     * One piece.
     *
     * @param start its first address
     * @param end the address behind its last
     * @return whether to go on
     */
    boolean take(long start, long end);
  }

  private static final int DW_RLE_END_OF_LIST = 0;
  private static final int DW_RLE_BASE_ADDRESSX = 1;
  private static final int DW_RLE_STARTX_ENDX = 2;
  private static final int DW_RLE_STARTX_LENGTH = 3;
  private static final int DW_RLE_OFFSET_PAIR = 4;
  private static final int DW_RLE_BASE_ADDRESS = 5;
  private static final int DW_RLE_START_END = 6;
  private static final int DW_RLE_START_LENGTH = 7;
  private static final int HEADER_WIDE = 20;
  private static final int HEADER = 12;

  private RangeLists() {}

  /** The pieces of a DIE: DW_AT_low_pc and DW_AT_high_pc, or DW_AT_ranges; none if it has none. */
  public static void of(Die die, Pieces pieces) {
    Value ranges = die.value(At.RANGES);
    Value low = die.value(At.LOW_PC);
    if (ranges != null) {
      list(die, ranges, pieces);
    } else if (low != null) {
      long start = low.address();
      Value high = die.value(At.HIGH_PC);
      long end =
          high == null ? start + 1 : high.isConstant() ? start + high.unsigned() : high.address();
      pieces.take(start, end);
    }
  }

  private static void list(Die die, Value ranges, Pieces pieces) {
    Unit unit = die.unit();
    if (unit.header().version() >= 5) {
      SectionBytes section = unit.sections().section(".debug_rnglists");
      long offset =
          ranges.form() == Form.RNGLISTX ? indexed(unit, section, ranges) : ranges.unsigned();
      Reader reader = new Reader(section, section.offset(offset, "DW_AT_ranges"), section.size());
      entries(unit, reader, base(unit), pieces);
    } else {
      Unit holder = unit.skeleton() == null ? unit : unit.skeleton();
      SectionBytes section = holder.sections().section(".debug_ranges");
      long offset = ranges.unsigned();
      Value base = unit == holder ? null : holder.root().value(At.GNU_RANGES_BASE);
      offset += base == null ? 0 : base.unsigned();
      Reader reader = new Reader(section, section.offset(offset, "DW_AT_ranges"), section.size());
      pairs(reader, base(unit), pieces);
    }
  }

  /** Where a list of a number begins. */
  private static long indexed(Unit unit, SectionBytes section, Value ranges) {
    boolean wide = unit.header().wide();
    Value given = unit.root().value(At.RNGLISTS_BASE);
    long base = given != null ? given.unsigned() : wide ? HEADER_WIDE : HEADER;
    long index = ranges.unsigned();
    if (base < 0 || base > section.size() || index < 0 || index > section.size()) {
      throw ranges.bad("a list of addresses that is not in " + section.name());
    }
    int at = section.offset(base + index * unit.header().offsetSize(), "DW_FORM_rnglistx");
    return base + (wide ? section.u8(at) : section.u4(at));
  }

  private static long base(Unit unit) {
    Unit holder = unit.skeleton() == null ? unit : unit.skeleton();
    Value low = holder.root().value(At.LOW_PC);
    return low == null ? 0 : low.address();
  }

  private static void pairs(Reader reader, long first, Pieces pieces) {
    long base = first;
    while (true) {
      long start = reader.u8();
      long end = reader.u8();
      if (start == 0 && end == 0) {
        return;
      }
      if (start == -1) {
        base = end;
      } else if (!pieces.take(base + start, base + end)) {
        return;
      }
    }
  }

  private static void entries(Unit unit, Reader reader, long first, Pieces pieces) {
    long base = first;
    while (true) {
      int kind = reader.u1();
      long start;
      long end;
      switch (kind) {
        case DW_RLE_END_OF_LIST -> {
          return;
        }
        case DW_RLE_BASE_ADDRESSX -> {
          base = unit.address(reader.uleb());
          continue;
        }
        case DW_RLE_BASE_ADDRESS -> {
          base = reader.u8();
          continue;
        }
        case DW_RLE_STARTX_ENDX -> {
          start = unit.address(reader.uleb());
          end = unit.address(reader.uleb());
        }
        case DW_RLE_STARTX_LENGTH -> {
          start = unit.address(reader.uleb());
          end = start + reader.uleb();
        }
        case DW_RLE_OFFSET_PAIR -> {
          start = base + reader.uleb();
          end = base + reader.uleb();
        }
        case DW_RLE_START_END -> {
          start = reader.u8();
          end = reader.u8();
        }
        case DW_RLE_START_LENGTH -> {
          start = reader.u8();
          end = start + reader.uleb();
        }
        default -> throw reader.bad("DW_RLE " + kind + " is not known");
      }
      if (!pieces.take(start, end)) {
        return;
      }
    }
  }
}
