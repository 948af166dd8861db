package org.alfheim.internal.dwarf.type;

import org.alfheim.internal.dwarf.attribute.SymbolNames;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.DieCursor;
import org.alfheim.internal.dwarf.unit.Unit;

/**
 * Debug information that has functions and none of their types: what {@code -g1} asks for. A
 * function without a result and without parameters looks the same there as any other.
 */
public final class Sparse {
  private Sparse() {}

  /** Whether nothing is said of a function's type, and nothing was meant to be. */
  public static boolean knowsNothing(Die function) {
    if (SymbolNames.value(function, At.TYPE) != null
        || SymbolNames.value(function, At.PROTOTYPED) != null) {
      return false;
    }
    DieCursor children = function.children();
    while (children.nextChild()) {
      if (children.tag() == Tag.FORMAL_PARAMETER || children.tag() == Tag.UNSPECIFIED_PARAMETERS) {
        return false;
      }
    }
    return !hasTypes(function.unit());
  }

  /** Whether anything in a unit has a type. */
  private static boolean hasTypes(Unit unit) {
    DieCursor cursor = new DieCursor(unit.root());
    while (cursor.next()) {
      if (cursor.abbreviation().index(At.TYPE) >= 0
          || cursor.abbreviation().index(At.PROTOTYPED) >= 0
          || cursor.tag() == Tag.BASE_TYPE) {
        return true;
      }
    }
    return false;
  }
}
