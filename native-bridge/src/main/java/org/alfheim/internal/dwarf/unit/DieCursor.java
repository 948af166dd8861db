package org.alfheim.internal.dwarf.unit;

import org.alfheim.internal.dwarf.form.Abbreviation;
import org.alfheim.internal.dwarf.form.Abbreviations;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.section.Reader;

/**
 * Goes through the DIEs that belong to one, in the order of the file, with those that belong to
 * these or without. No object is made for a DIE that is only passed.
 */
public final class DieCursor {
  private final Unit unit;
  private final Abbreviations table;
  private final Reader reader;
  private Abbreviation abbreviation;
  private int offset;
  private int values;
  private int depth;

  /** Begins before the first of a DIE's own. */
  public DieCursor(Die parent) {
    this.unit = parent.unit();
    this.table = unit.abbreviations();
    this.abbreviation = parent.abbreviation();
    this.values = parent.values();
    this.offset = parent.offset();
    this.reader = new Reader(unit.bytes(), values, unit.header().end());
  }

  /**
   * Goes to the next DIE, which may be one that belongs to the last one.
   *
   * @return false if there is none
   */
  public boolean next() {
    enter();
    return arrive();
  }

  /**
   * Goes to the next DIE that does not belong to the last one.
   *
   * @return false if there is none
   */
  public boolean nextOutside() {
    if (!abbreviation.children()) {
      return next();
    }
    if (abbreviation.index(At.SIBLING) >= 0) {
      Value sibling = die().value(At.SIBLING);
      int target = sibling.place();
      if (target <= values) {
        throw sibling.bad("DW_AT_sibling leads backwards");
      }
      reader.position(target);
      return arrive();
    }
    int level = depth;
    while (next()) {
      if (depth <= level) {
        return true;
      }
    }
    return false;
  }

  /**
   * Goes to the next of the DIEs that belong to the one where it began, and to no other.
   *
   * @return false if there is none
   */
  public boolean nextChild() {
    return depth == 0 ? next() : nextOutside();
  }

  /** Goes behind the values, and into the DIEs that follow them. */
  private void enter() {
    reader.position(values);
    abbreviation.seek(reader, abbreviation.count(), unit.header());
    if (abbreviation.children()) {
      depth++;
    }
  }

  /** Goes to where the next DIE begins at whatever depth. */
  private boolean arrive() {
    while (depth > 0 && !reader.atEnd()) {
      offset = reader.position();
      long code = reader.uleb();
      if (code == 0) {
        depth--;
      } else {
        abbreviation = table.get(code, reader);
        values = reader.position();
        return true;
      }
    }
    depth = 0;
    return false;
  }

  /** The DIE that it is at. */
  public Die die() {
    return new Die(unit, offset, abbreviation, values);
  }

  public int tag() {
    return abbreviation.tag();
  }

  /** Where the DIE begins. */
  public int offset() {
    return offset;
  }

  public Abbreviation abbreviation() {
    return abbreviation;
  }

  /** How deep the DIE is: 1 for those that belong to the one where it began. */
  public int depth() {
    return depth;
  }
}
