package org.alfheim.internal.dwarf.index;

import java.util.Arrays;

/** Which units have which addresses, in order when they are first asked for. */
final class Pieces {
  private static final int[] NONE = {};

  /** Pieces do not overlap in a linked image; where they do, no more than these are looked at. */
  private static final int MOST_OVERLAPPING = 4;

  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int[] units = new int[16];
  private int size;
  private boolean inOrder = true;

  /**
   * Adds a piece.
   *
   * @param start its first address
   * @param end the address behind its last
   * @param unit the unit that has it
   */
  void add(long start, long end, int unit) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      units = Arrays.copyOf(units, 2 * size);
    }
    inOrder &= size == 0 || starts[size - 1] <= start;
    starts[size] = start;
    ends[size] = end;
    units[size++] = unit;
  }

  int size() {
    return size;
  }

  /** The units that have an address. */
  int[] holding(long address) {
    if (!inOrder) {
      sort();
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] <= address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int[] found = NONE;
    for (int i = low - 1; i >= 0 && i >= low - MOST_OVERLAPPING; i--) {
      if (address < ends[i]) {
        found = Arrays.copyOf(found, found.length + 1);
        found[found.length - 1] = units[i];
      }
    }
    return found;
  }

  private void sort() {
    Integer[] order = new Integer[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    Arrays.sort(order, (a, b) -> Long.compare(starts[a], starts[b]));
    long[] sortedStarts = new long[size];
    long[] sortedEnds = new long[size];
    int[] sortedUnits = new int[size];
    for (int i = 0; i < size; i++) {
      sortedStarts[i] = starts[order[i]];
      sortedEnds[i] = ends[order[i]];
      sortedUnits[i] = units[order[i]];
    }
    starts = sortedStarts;
    ends = sortedEnds;
    units = sortedUnits;
    inOrder = true;
  }
}
