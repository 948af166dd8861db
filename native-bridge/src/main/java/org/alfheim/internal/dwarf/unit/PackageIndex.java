package org.alfheim.internal.dwarf.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.section.SectionBytes;

/**
 * The table of a package by which units are found: {@code .debug_cu_index} or {@code
 * .debug_tu_index} (DWARF 5, 7.3.5.3; before, GNU's of version 2).
 */
final class PackageIndex {
  private static final int GNU = 2;
  private static final int STANDARD = 5;
  private static final String[] GNU_SECTIONS = {
    null,
    ".debug_info",
    ".debug_types",
    ".debug_abbrev",
    ".debug_line",
    ".debug_loc",
    ".debug_str_offsets",
    ".debug_macinfo",
    ".debug_macro"
  };
  private static final String[] STANDARD_SECTIONS = {
    null,
    ".debug_info",
    null,
    ".debug_abbrev",
    ".debug_line",
    ".debug_loclists",
    ".debug_str_offsets",
    ".debug_macro",
    ".debug_rnglists"
  };

  private final SectionBytes section;
  private final String[] names;
  private final long columns;
  private final long units;
  private final long slots;
  private final int table;

  private PackageIndex(SectionBytes section, Reader reader, String[] names) {
    this.section = section;
    this.names = names;
    this.columns = reader.u4();
    this.units = reader.u4();
    this.slots = reader.u4();
    this.table = reader.position();
    // Without overflow: each factor has 32 bits, and the section has fewer than 31.
    long rest = (long) section.size() - table;
    boolean fits =
        columns <= names.length
            && slots <= rest / (Long.BYTES + Integer.BYTES)
            && units <= slots
            && (slots & (slots - 1)) == 0
            && slots * (Long.BYTES + Integer.BYTES) + columns * Integer.BYTES * (1 + 2 * units)
                <= rest;
    if (!fits) {
      throw section.bad(
          0,
          columns
              + " columns, "
              + units
              + " units and "
              + slots
              + " slots can't be in this section");
    }
  }

  /** The table in a section; empty if the section is not there. */
  static Optional<PackageIndex> in(SectionBytes section) {
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Reader reader = new Reader(section, 0, section.size());
    long first = reader.u4();
    // The standard's version has two bytes, and two of padding behind it.
    int version = first == GNU ? GNU : (int) (first & 0xffff);
    return switch (version) {
      case GNU -> Optional.of(new PackageIndex(section, reader, GNU_SECTIONS));
      case STANDARD -> Optional.of(new PackageIndex(section, reader, STANDARD_SECTIONS));
      default -> throw section.bad(0, "version " + version + " is not supported, 2 and 5 are");
    };
  }

  /**
   * What belongs to a unit.
   *
   * @param id the unit's dwo_id, or its signature
   * @return the parts; empty if the unit is not in the package
   */
  Optional<Contribution> find(long id) {
    long mask = slots - 1;
    long slot = id & mask;
    long step = ((id >>> 32) & mask) | 1;
    // A step that is odd leads to each slot once.
    for (long tried = 0; tried < slots; tried++) {
      long row = section.u4((int) (table + slots * Long.BYTES + slot * Integer.BYTES));
      if (row == 0) {
        return Optional.empty();
      }
      if (section.u8((int) (table + slot * Long.BYTES)) == id) {
        return Optional.of(parts(row, slot));
      }
      slot = (slot + step) & mask;
    }
    return Optional.empty();
  }

  /** What belongs to each unit, in the order of the slots. */
  List<Contribution> all() {
    List<Contribution> found = new ArrayList<>();
    for (long slot = 0; slot < slots; slot++) {
      long row = section.u4((int) (table + slots * Long.BYTES + slot * Integer.BYTES));
      if (row != 0 && found.size() < units) {
        found.add(parts(row, slot));
      }
    }
    return found;
  }

  private Contribution parts(long row, long slot) {
    int heads = (int) (table + slots * (Long.BYTES + Integer.BYTES));
    if (row > units) {
      throw section.bad(
          table + slots * Long.BYTES + slot * Integer.BYTES,
          "row " + row + " of a table of " + units);
    }
    Map<String, Contribution.Part> parts = new HashMap<>();
    for (int column = 0; column < columns; column++) {
      long kind = section.u4(heads + column * Integer.BYTES);
      String name = kind < names.length ? names[(int) kind] : null;
      if (name != null) {
        long cell = row * columns + column;
        long offset = section.u4((int) (heads + cell * Integer.BYTES));
        long size = section.u4((int) (heads + (cell + units * columns) * Integer.BYTES));
        parts.put(name, new Contribution.Part(offset, size));
      }
    }
    return new Contribution(parts, ".debug_str");
  }
}
