package org.alfheim.internal.dwarf.unit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.alfheim.internal.dwarf.form.Tag;

/**
 * The namespaces and structures of a unit, so that a DIE can be told which of them it is in: DIEs
 * know what is in them, and not what they are in.
 */
public final class Scopes {
  private static final int DEEPEST = 64;

  private final Unit unit;
  private final int[] starts;
  private final int[] ends;
  private final int[] outer;

  /** One that is known in part: where it begins, and the number of the one around it. */
  private record Open(int depth, int index) {}

  private Scopes(Unit unit, int[] starts, int[] ends, int[] outer) {
    this.unit = unit;
    this.starts = starts;
    this.ends = ends;
    this.outer = outer;
  }

  /** Goes through a unit. */
  static Scopes of(Unit unit) {
    IntList starts = new IntList();
    IntList ends = new IntList();
    IntList outer = new IntList();
    Deque<Open> open = new ArrayDeque<>();
    DieCursor cursor = new DieCursor(unit.root());
    boolean more = cursor.next();
    while (more) {
      while (!open.isEmpty() && open.peek().depth() >= cursor.depth()) {
        ends.set(open.pop().index(), cursor.offset());
      }
      boolean inner = Tag.scope(cursor.tag()) && cursor.abbreviation().children();
      if (inner) {
        outer.add(open.isEmpty() ? -1 : open.peek().index());
        open.push(new Open(cursor.depth(), starts.size()));
        starts.add(cursor.offset());
        ends.add(unit.header().end());
      }
      more = inner ? cursor.next() : cursor.nextOutside();
    }
    return new Scopes(unit, starts.toArray(), ends.toArray(), outer.toArray());
  }

  /** The DIEs around an offset, outermost first. */
  public List<Die> around(int offset) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int inner = low - 1;
    while (inner >= 0 && ends[inner] <= offset) {
      inner = outer[inner];
    }
    List<Die> found = new ArrayList<>();
    for (int at = inner; at >= 0; at = outer[at]) {
      if (found.size() == DEEPEST) {
        throw unit.bytes().bad(offset, "scopes that are nested more than " + DEEPEST + " deep");
      }
      found.addFirst(Die.at(unit, starts[at]));
    }
    return found;
  }
}
